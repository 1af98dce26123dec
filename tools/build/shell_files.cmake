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
  # Packed, as Debian wants it, where that can be done.
  set(eligo_manual_page ${eligo_shell_folder}/man)
  set(eligo_manual_name eligo.1)
  find_program(eligo_gzip gzip)
  mark_as_advanced(eligo_gzip)
  if(eligo_gzip)
    set(eligo_manual_page ${eligo_shell_folder}/man.gz)
    set(eligo_manual_name eligo.1.gz)
    add_custom_command(OUTPUT ${eligo_manual_page}
                       COMMAND ${eligo_gzip} -9nc ${eligo_shell_folder}/man > ${eligo_manual_page}
                       DEPENDS ${eligo_shell_folder}/man VERBATIM)
    list(APPEND eligo_shell_files ${eligo_manual_page})
  endif()
  add_custom_target(eligo_shell_files ALL DEPENDS ${eligo_shell_files})
endif()
