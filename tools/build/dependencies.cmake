# The system's packages first; what it lacks is fetched.
include(FetchContent)

find_package(Threads REQUIRED)
find_package(PkgConfig)

# For what is fetched: our settings count there, and its tests and warnings are not ours.
set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
set(JSON_BuildTests OFF)
set(SIMDJSON_DEVELOPER_MODE OFF)
set(ABSL_PROPAGATE_CXX_STD ON)
set(RE2_BUILD_TESTING OFF)
set(INSTALL_GTEST OFF)
set(BENCHMARK_ENABLE_TESTING OFF)
set(BENCHMARK_ENABLE_INSTALL OFF)
FetchContent_Declare(simdjson GIT_REPOSITORY https://github.com/simdjson/simdjson.git GIT_TAG v3.0.1
                     SYSTEM FIND_PACKAGE_ARGS 3.0)  # json/cursor.cpp looks inside of it
FetchContent_Declare(absl GIT_REPOSITORY https://github.com/abseil/abseil-cpp.git GIT_TAG 20220623.1
                     SYSTEM FIND_PACKAGE_ARGS)
FetchContent_MakeAvailable(simdjson absl)

# Debian 12 describes RE2 by pkg-config only.
if(PkgConfig_FOUND)
  pkg_check_modules(re2 IMPORTED_TARGET re2)
endif()
if(re2_FOUND)
  set(eligo_re2 PkgConfig::re2)
else()
  FetchContent_Declare(re2 GIT_REPOSITORY https://github.com/google/re2.git GIT_TAG 2022-06-01
                       SYSTEM FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(re2)
  set(eligo_re2 re2::re2)
endif()

find_package(ZLIB)
if(ZLIB_FOUND)
  set(eligo_zlib ZLIB::ZLIB)
else()
  FetchContent_Declare(zlib GIT_REPOSITORY https://github.com/madler/zlib.git GIT_TAG v1.2.13 SYSTEM)
  FetchContent_MakeAvailable(zlib)
  target_include_directories(zlibstatic INTERFACE ${zlib_SOURCE_DIR} ${zlib_BINARY_DIR})
  set(eligo_zlib zlibstatic)
endif()
find_package(zstd QUIET CONFIG)
if(TARGET zstd::libzstd_shared)
  set(eligo_zstd zstd::libzstd_shared)
else()
  set(ZSTD_BUILD_PROGRAMS OFF)
  set(ZSTD_BUILD_TESTS OFF)
  FetchContent_Declare(zstd GIT_REPOSITORY https://github.com/facebook/zstd.git GIT_TAG v1.5.4
                       SOURCE_SUBDIR build/cmake SYSTEM)
  FetchContent_MakeAvailable(zstd)
  target_include_directories(libzstd_static INTERFACE ${zstd_SOURCE_DIR}/lib)
  set(eligo_zstd libzstd_static)
endif()

set(eligo_dependencies simdjson::simdjson ${eligo_re2} absl::time absl::inlined_vector ${eligo_zlib}
    ${eligo_zstd} Threads::Threads)

# A fetched library is built with ours but not installed, so an Eligo that links it cannot be installed either.
set(eligo_can_install TRUE)
foreach(dependency IN LISTS eligo_dependencies)
  get_target_property(is_system_library ${dependency} IMPORTED)
  if(NOT is_system_library)
    set(eligo_can_install FALSE)
  endif()
endforeach()

if(ELIGO_BUILD_TOOLS)
  FetchContent_Declare(CLI11 GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.1.2
                       SYSTEM FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(CLI11)
endif()
if(ELIGO_BUILD_TESTS)
  FetchContent_Declare(GTest GIT_REPOSITORY https://github.com/google/googletest.git
                       GIT_TAG release-1.12.1 SYSTEM FIND_PACKAGE_ARGS)
  FetchContent_Declare(nlohmann_json GIT_REPOSITORY https://github.com/nlohmann/json.git GIT_TAG v3.11.2
                       SYSTEM FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(GTest nlohmann_json)
endif()
if(ELIGO_BUILD_BENCHMARKS)
  FetchContent_Declare(benchmark GIT_REPOSITORY https://github.com/google/benchmark.git GIT_TAG v1.7.1
                       SYSTEM FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(benchmark)
endif()
