# SPDX-License-Identifier: MIT
# The source trees that ports build on, by FetchContent: upstream's release, pinned by commit, or
# the folder that FETCHCONTENT_SOURCE_DIR_LWIP or _MBEDTLS names, or what cmake/sources.sh brought.
include(FetchContent)

foreach(dependency lwip mbedtls)
  string(TOUPPER ${dependency} upper)
  set(local_tree ${PROJECT_SOURCE_DIR}/build/sources/${dependency})
  if(NOT FETCHCONTENT_SOURCE_DIR_${upper} AND EXISTS ${local_tree}/.complete)
    set(FETCHCONTENT_SOURCE_DIR_${upper} ${local_tree} CACHE PATH "Sources of ${dependency}")
  endif()
endforeach()

FetchContent_Declare(
  lwip
  GIT_REPOSITORY https://github.com/lwip-tcpip/lwip.git
  GIT_TAG 77dcd25a72509eb83f72b033d219b1d40cd8eb95 # 2.2.1
  # A folder without a CMakeLists.txt: each user makes a library of its own of src/Filelists.cmake.
  SOURCE_SUBDIR src
)
FetchContent_Declare(
  mbedtls
  GIT_REPOSITORY https://github.com/Mbed-TLS/mbedtls.git
  GIT_TAG 0bebf8b8c7f07abe3571ded48a11aa907a1ffb20 # 3.6.6
)

# Makes lwIP's tree available, LWIP_DIR, and lists its sources as lwipcore_SRCS and so on. The list
# writes a header into the tree, which other builds may be configured with at the same time.
macro(postino_list_lwip)
  FetchContent_MakeAvailable(lwip)
  set(LWIP_DIR ${lwip_SOURCE_DIR})
  file(LOCK ${LWIP_DIR}/src/Filelists.cmake.lock)
  include(${LWIP_DIR}/src/Filelists.cmake)
  file(LOCK ${LWIP_DIR}/src/Filelists.cmake.lock RELEASE)
endmacro()
