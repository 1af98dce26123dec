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
