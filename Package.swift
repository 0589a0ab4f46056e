// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "orchestrate",
    products: [
        .executable(name: "orchestrate", targets: ["OrchestrateCLI"]),
        .executable(name: "orchestrate-worker", targets: ["OrchestrateWorker"]),
        .executable(name: "example-generator", targets: ["ExampleGenerator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
        .systemLibrary(
            name: "CTesseract",
            pkgConfig: "tesseract",
            providers: [.apt(["libtesseract-dev", "libleptonica-dev"])]
        ),
        .systemLibrary(name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Calls that Swift cannot make by itself: variadic ones and macros around processes.
        .systemLibrary(name: "CProcess"),

        .target(name: "OrchestrateModel", swiftSettings: settings),
        .target(
            name: "DocumentEngine",
            dependencies: [
                "OrchestrateModel", "CArchive", "CGMime", "CLibxml2", "CPCRE2", "CPoppler", "CProcess", "CTesseract",
                "CUchardet",
                crypto, yams,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Persistence",
            dependencies: ["OrchestrateModel", "CLinux", "CZlib", grdb, grdbSQLite],
            swiftSettings: settings
        ),
        .target(
            name: "Orchestration",
            dependencies: [
                "OrchestrateModel", "Persistence", "CProcess", collections, crypto, logging, subprocess, system, yams,
            ],
            swiftSettings: settings
        ),
        .target(name: "Export", dependencies: ["OrchestrateModel", "CXLSXWriter"], swiftSettings: settings),
        .executableTarget(
            name: "OrchestrateCLI",
            dependencies: ["OrchestrateModel", "Persistence", "Orchestration", "Export", argumentParser],
            swiftSettings: settings
        ),
        .target(name: "WorkerRuntime", dependencies: ["OrchestrateModel", "CProcess"], swiftSettings: settings),
        .executableTarget(
            name: "OrchestrateWorker",
            dependencies: ["OrchestrateModel", "DocumentEngine", "Persistence", "WorkerRuntime"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "OrchestrateModel", "Orchestration", "Persistence", "OrchestrateTestSupport", argumentParser,
            ],
            path: "Benchmarks",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "ExampleGenerator",
            dependencies: ["OrchestrateModel", "CArchive", "CCairo", "CTesseract", argumentParser],
            swiftSettings: settings
        ),

        .target(
            name: "OrchestrateTestSupport",
            path: "Tests/OrchestrateTestSupport/Fixtures",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FaultyWorker",
            dependencies: ["OrchestrateModel", "Persistence", "WorkerRuntime"],
            path: "Tests/OrchestrateTestSupport/FaultyWorker",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Chaos",
            dependencies: ["OrchestrateTestSupport", argumentParser],
            path: "Tests/OrchestrateTestSupport/Chaos",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "PoolHost",
            dependencies: ["OrchestrateModel", "Orchestration"],
            path: "Tests/OrchestrateTestSupport/PoolHost",
            swiftSettings: settings
        ),
        .testTarget(
            name: "WorkerTests",
            dependencies: [
                "OrchestrateModel", "Orchestration", "Persistence", "OrchestrateTestSupport", "FaultyWorker",
                "PoolHost",
                "OrchestrateCLI", "OrchestrateWorker", subprocess, system,
            ],
            swiftSettings: settings
        ),

        .testTarget(
            name: "ExampleTests",
            dependencies: ["ExampleGenerator", "OrchestrateModel"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PersistenceTests",
            dependencies: ["OrchestrateModel", "Persistence", grdb],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DocumentEngineTests",
            dependencies: ["OrchestrateModel", "DocumentEngine", "CArchive", "CCairo", "CTesseract"],
            swiftSettings: settings
        ),
        .testTarget(name: "ExportTests", dependencies: ["OrchestrateModel", "Export"], swiftSettings: settings),
        .testTarget(
            name: "OrchestrationTests",
            dependencies: ["OrchestrateModel", "Orchestration", "Persistence", "OrchestrateTestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "OrchestrateTestSupport", "OrchestrateCLI", "OrchestrateWorker", "ExampleGenerator", grdb, subprocess,
                system,
            ],
            exclude: ["Scripts"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
