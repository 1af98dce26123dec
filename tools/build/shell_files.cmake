# Completions and the manual page, which the command writes of its own options.
set(eligo_shell_folder ${CMAKE_CURRENT_BINARY_DIR}/shell)
if(TARGET eligo_tool AND NOT CMAKE_CROSSCOMPILING)
  set(eligo_shell_files)
  foreach(name IN ITEMS bash zsh fish man)
    add_custom_command(OUTPUT ${eligo_shell_folder}/${name}
                       COMMAND ${CMAKE_COMMAND} -E make_directory ${eligo_shell_folder}
                       COMMAND eligo_tool --shell-file ${name} > ${eligo_shell_folder}/${name}
                       DEPENDS eligo_tool VERBATIM)
    list(APPEND eligo_shell_files ${eligo_shell_folder}/${name})
  endforeach()
  add_custom_target(eligo_shell_files ALL DEPENDS ${eligo_shell_files})
endif()
