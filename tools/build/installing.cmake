# `cmake --install`: the library with its CMake and pkg-config descriptions, the command, the shipped rules.
include(CMakePackageConfigHelpers)

install(TARGETS eligo EXPORT eligo-targets)
if(TARGET eligo_c)
  install(TARGETS eligo_c EXPORT eligo-c-targets)
endif()
install(DIRECTORY include/eligo TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/eligo)
install(FILES LICENSE README.md CHANGELOG.md TYPE DOC)
install(FILES include/README.md TYPE DOC RENAME embedding.md)
install(FILES rules/README.md TYPE DOC RENAME rules.md)
install(DIRECTORY examples TYPE DOC)
if(TARGET eligo_tool)
  install(TARGETS eligo_tool)
endif()
if(TARGET eligo_shell_files)
  install(FILES ${eligo_shell_folder}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
          RENAME eligo)
  install(FILES ${eligo_shell_folder}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _eligo)
  install(FILES ${eligo_shell_folder}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
          RENAME eligo.fish)
  install(FILES ${eligo_manual_page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 RENAME ${eligo_manual_name})
endif()

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/eligo)
install(EXPORT eligo-targets NAMESPACE eligo:: DESTINATION ${package_folder})
if(TARGET eligo_c)
  install(EXPORT eligo-c-targets NAMESPACE eligo:: DESTINATION ${package_folder})
endif()
configure_package_config_file(tools/build/eligo-config.cmake.in eligo-config.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(eligo-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/eligo-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/eligo-config-version.cmake
        DESTINATION ${package_folder})

# The description finds its folders from its own place, so that a prefix may be moved or chosen late.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  set(eligo_pc_prefix ${CMAKE_INSTALL_PREFIX})
else()
  file(RELATIVE_PATH pc_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
  set(eligo_pc_prefix "\${pcfiledir}/${pc_to_prefix}")
endif()
foreach(folder IN ITEMS libdir includedir)
  string(TOUPPER ${folder} variable)
  cmake_path(APPEND eligo_pc_${folder} "\${prefix}" "${CMAKE_INSTALL_${variable}}")
endforeach()
# Whoever links a static Eligo links these beside it. Abseil's own description knows the dozen libraries that its
# time library needs.
set(eligo_pc_requires)
set(eligo_pc_libs)
if(NOT BUILD_SHARED_LIBS)
  set(eligo_pc_requires absl_time)
  set(eligo_pc_libs " -lsimdjson -lre2 -lz -lzstd -pthread")
endif()
configure_file(tools/build/eligo.pc.in eligo.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/eligo.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
if(TARGET eligo_c)
  configure_file(tools/build/eligo-c.pc.in eligo-c.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/eligo-c.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()

# `cpack -G DEB`
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME eligo)
set(CPACK_PACKAGE_VENDOR "The Eligo authors")
set(CPACK_PACKAGE_CONTACT "The Eligo authors <eligo@example.org>")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_CURRENT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS tzdata)
if(NOT BUILD_SHARED_LIBS)
  # Whoever links a static Eligo links these beside it.
  string(APPEND CPACK_DEBIAN_PACKAGE_DEPENDS ", libsimdjson-dev, libre2-dev, libabsl-dev, zlib1g-dev, "
         "libzstd-dev")
endif()
include(CPack)
