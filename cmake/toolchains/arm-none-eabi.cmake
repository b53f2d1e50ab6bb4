# SPDX-License-Identifier: MIT
# Bare metal on Arm: only the library is built, and examples/board_mps2 where a preset asks for it.
#   cmake -B build/arm --toolchain cmake/toolchains/arm-none-eabi.cmake -DPOSTINO_ARM_CPU=cortex-m0plus
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)

set(POSTINO_ARM_CPU "cortex-m4" CACHE STRING "What -mcpu says")
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES POSTINO_ARM_CPU)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_C_FLAGS_INIT "-mcpu=${POSTINO_ARM_CPU} -mthumb")
set(CMAKE_CXX_FLAGS_INIT
    "-mcpu=${POSTINO_ARM_CPU} -mthumb -fno-exceptions -fno-rtti -fno-threadsafe-statics")

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
