include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/eligo)
install(TARGETS eligo EXPORT eligo-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/eligo DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(EXPORT eligo-targets NAMESPACE eligo:: DESTINATION ${package_folder})
configure_package_config_file(tools/build/eligo-config.cmake.in eligo-config.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(eligo-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/eligo-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/eligo-config-version.cmake
        DESTINATION ${package_folder})

configure_file(tools/build/eligo.pc.in eligo.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/eligo.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/eligo)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(TARGET eligo_tool)
  install(TARGETS eligo_tool DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME eligo)
set(CPACK_PACKAGE_CONTACT "The Eligo authors <eligo@example.org>")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_CURRENT_SOURCE_DIR}/LICENSE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libsimdjson-dev, libre2-dev, libhowardhinnant-date-dev, tzdata")
include(CPack)
