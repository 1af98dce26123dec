option(ELIGO_PRECOMPILE_HEADERS "Read the largest headers of others once for all files; hides missing includes" OFF)
if(ELIGO_PRECOMPILE_HEADERS)
  set(eligo_no_program ${CMAKE_BINARY_DIR}/no_program.cpp)
  file(CONFIGURE OUTPUT ${eligo_no_program} CONTENT "int main() {}")
endif()

# Has the headers read once for the targets that REUSE them: libraries, or PROGRAMS, all compiled with the
# same options.
function(eligo_precompile name)
  cmake_parse_arguments(PARSE_ARGV 1 precompiled "PROGRAMS" "" "HEADERS;LINKS;REUSE")
  if(NOT ELIGO_PRECOMPILE_HEADERS)
    return()
  endif()
  if(NOT TARGET ${name})
    if(precompiled_PROGRAMS)
      add_executable(${name} ${eligo_no_program})
    else()
      add_library(${name} OBJECT ${eligo_no_program})
    endif()
    eligo_compile(${name})
    target_precompile_headers(${name} PRIVATE ${precompiled_HEADERS})
    target_link_libraries(${name} PRIVATE ${precompiled_LINKS})
  endif()
  foreach(target IN LISTS precompiled_REUSE)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endforeach()
endfunction()

# How every target of this project is compiled. Not applied to dependencies.
function(eligo_compile target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion)
  if(ELIGO_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # Where GCC 12 inlines much it gives these for sound uses of std::string and std::optional (its bugs
    # 105651 and 80635); Clang and its analyser look for the real ones.
    target_compile_options(${target} PRIVATE
      $<$<CONFIG:Release>:-Wno-restrict -Wno-maybe-uninitialized>
      $<$<BOOL:${ELIGO_WARNINGS_AS_ERRORS}>:-Wno-error=restrict -Wno-error=maybe-uninitialized>)
  endif()
endfunction()

if(ELIGO_SANITIZE)
  add_compile_options(-fsanitize=${ELIGO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ELIGO_SANITIZE})
  add_compile_definitions(ELIGO_SANITIZED)  # tests of memory and stack give way
endif()
