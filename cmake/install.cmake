# SPDX-License-Identifier: MIT
# The package postino: `find_package(postino CONFIG)` gives postino::postino and, where it was built,
# postino::posix and postino::mbedtls, and for programs in C postino::c,
# postino::posix_c and postino::mbedtls_c.
include(CMakePackageConfigHelpers)

set(postino_package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/postino)

install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp"
        PATTERN "*.h")
install(TARGETS postino EXPORT postino-targets)
foreach(face postino_c postino_posix_c postino_mbedtls_c)
  if(TARGET ${face})
    install(TARGETS ${face} EXPORT postino-targets)
  endif()
endforeach()
if(TARGET postino_posix)
  install(TARGETS postino_posix EXPORT postino-targets)
  install(DIRECTORY ports/posix/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
          FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
endif()
if(TARGET postino_mbedtls)
  install(TARGETS postino_mbedtls EXPORT postino-targets)
  install(DIRECTORY ports/mbedtls/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
          FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
endif()
if(TARGET postino_mbedtls_stack)
  install(TARGETS postino_mbedtls_stack EXPORT postino-targets)
endif()
install(EXPORT postino-targets NAMESPACE postino:: DESTINATION ${postino_package_folder})
include(${CMAKE_CURRENT_LIST_DIR}/pkg_config.cmake)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(TARGET postino-send)
  install(TARGETS postino-send)
endif()
configure_package_config_file(cmake/postino-config.cmake.in postino-config.cmake
                              INSTALL_DESTINATION ${postino_package_folder})
write_basic_package_version_file(postino-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/postino-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/postino-config-version.cmake
        DESTINATION ${postino_package_folder})
