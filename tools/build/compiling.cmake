# How every target of this project is compiled. Not applied to dependencies.
function(eligo_compile target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion)
  if(ELIGO_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
      # GCC 12 sees it in sound uses of std::optional; Clang and its analyser look for the real ones.
      target_compile_options(${target} PRIVATE -Wno-error=maybe-uninitialized)
    endif()
  endif()
endfunction()

if(ELIGO_SANITIZE)
  add_compile_options(-fsanitize=${ELIGO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ELIGO_SANITIZE})
endif()
