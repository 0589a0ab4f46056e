import FoundationEssentials
import Glibc
import OrchestrateModel
import Testing

@testable import Persistence

@Suite struct PageCacheTests {
    @Test func pagesComeBackUnderTheirFingerprintOnly() throws {
        try Fixture.with { fixture in
            let owner = try PageCache(owned: fixture.ownership)
            let worker = try PageCache(fixture.folder)
            try worker.store([1, 2, 3], page: 2, of: "aa", fingerprint: "f")
            try worker.store([4], page: 2, of: "aa", fingerprint: "f")
            #expect(try owner.page(2, of: "aa", fingerprint: "f") == [4])
            #expect(try owner.page(2, of: "aa", fingerprint: "g") == nil)
            #expect(try owner.storedPages(of: "aa", fingerprint: "f") == [2])
        }
    }

    @Test func garbageIsWhatNoResultAndNoUnfinishedRunNeeds() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed()
            let cache = try PageCache(owned: fixture.ownership)
            try cache.store([1], page: 1, of: "aa", fingerprint: "f")
            try cache.store([1], page: 1, of: "bb", fingerprint: "f")
            #expect(try cache.collectGarbage(keeping: fixture.store.cacheNeeds()) == 1)
            #expect(try cache.page(1, of: "aa", fingerprint: "f") != nil)
            try cache.store([1], page: 1, of: "cc", fingerprint: "f")
            _ = try fixture.enqueue([Fixture.file("unfinished")])
            #expect(try cache.collectGarbage(keeping: fixture.store.cacheNeeds()) == 0)
        }
    }

    @Test func aDamagedCacheIsMadeAnew() throws {
        try Fixture.with { fixture in
            try Data("no database at all, only some text".utf8).write(to: URL(filePath: fixture.folder.pageDatabase))
            let cache = try PageCache(owned: fixture.ownership)
            #expect(try cache.page(1, of: "aa", fingerprint: "f") == nil)
            try cache.store([1], page: 1, of: "aa", fingerprint: "f")
            #expect(try cache.page(1, of: "aa", fingerprint: "f") == [1])
        }
    }

    @Test func pagesDamagedInUseAreMissingAndTheNextOwnerStartsEmpty() throws {
        try Fixture.with { fixture in
            let path = fixture.folder.pageDatabase
            let first = try PageCache(owned: fixture.ownership)
            for number in 1...200 {
                try first.store(Array(repeating: 7, count: 3000), page: number, of: "aa", fingerprint: "f")
            }
            try first.close()
            var bytes = try Data(contentsOf: URL(filePath: path))
            for index in 8192..<bytes.count { bytes[index] = 0xA5 }
            try bytes.write(to: URL(filePath: path))
            let second = try PageCache(fixture.folder)
            #expect(try second.page(100, of: "aa", fingerprint: "f") == nil)
            try second.close()
            let third = try PageCache(owned: fixture.ownership)
            #expect(try third.storedPages(of: "aa", fingerprint: "f").isEmpty)
            try third.store([1], page: 1, of: "aa", fingerprint: "f")
            #expect(try third.page(1, of: "aa", fingerprint: "f") == [1])
        }
    }
}
