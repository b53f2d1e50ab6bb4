# SPDX-License-Identifier: MIT
# postino.pc and, where it is built, postino-posix.pc: for projects that do not use CMake. They find
# the rest from where they lie, so that an installation may be moved.
set(postino_pc_folder ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH postino_prefix /prefix/${postino_pc_folder} /prefix)
string(REGEX REPLACE "/$" "" postino_prefix "${postino_prefix}")

function(postino_add_pkg_config name description more)
  set(postino_pc_name ${name})
  set(postino_pc_description ${description})
  set(postino_pc_more ${more})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/postino.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${postino_pc_folder})
endfunction()

set(postino_canaries 0)
if(POSTINO_PACKET_CANARIES)
  set(postino_canaries 1)
endif()
postino_add_pkg_config(postino "${PROJECT_DESCRIPTION}" "Libs: -L\${libdir} -lpostino
Cflags: -I\${includedir} -DPOSTINO_PACKET_CANARIES=${postino_canaries}")
if(TARGET postino_posix)
  postino_add_pkg_config(postino-posix "${PROJECT_DESCRIPTION}, over POSIX sockets"
                         "Requires: postino
Libs: -L\${libdir} -lpostino_posix -pthread")
endif()
