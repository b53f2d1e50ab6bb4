# SPDX-License-Identifier: MIT
# What encodes and composes as devices have it, config::wide_copies false, on a machine of 64 bits.

set(POSTINO_NARROW_ROOT ${CMAKE_CURRENT_LIST_DIR}/..)
cmake_path(NORMAL_PATH POSTINO_NARROW_ROOT)
# All that reads config::wide_copies, directly or through a header.
file(GLOB POSTINO_NARROW_SOURCES CONFIGURE_DEPENDS ${POSTINO_NARROW_ROOT}/src/base/*.cpp
     ${POSTINO_NARROW_ROOT}/src/codec/*.cpp ${POSTINO_NARROW_ROOT}/src/message/*.cpp)

# Writes FOLDER/postino/config.hpp. FOLDER has to come before the project's own include folder, and
# POSTINO_NARROW_SOURCES have to be compiled with it.
function(postino_add_narrow_config folder)
  set(header ${POSTINO_NARROW_ROOT}/include/postino/config.hpp)
  file(READ ${header} config)
  string(REPLACE "wide_copies = sizeof(void*) == 8" "wide_copies = false" narrow "${config}")
  if(narrow STREQUAL config)
    message(FATAL_ERROR "config.hpp has another wide_copies than this expects")
  endif()
  file(CONFIGURE OUTPUT ${folder}/postino/config.hpp CONTENT "${narrow}" @ONLY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${header})
endfunction()
