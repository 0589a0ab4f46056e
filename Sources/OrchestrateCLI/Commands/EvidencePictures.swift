import FoundationEssentials
import OrchestrateModel
import Orchestration
import Persistence

/// Draws the pages of a document with a frame around everything that was read from them.
struct EvidencePictures {
    let document: StoredDocument
    let folder: String

    /// Writes a PNG for each page that something was read from, and returns their paths.
    func write(_ session: (([Inspection]) -> InspectionSession)) async throws -> [String] {
        guard let result = document.result else {
            throw ExitStatus.usage(
                "\(document.exportPath.display) has no result to draw; it is \(document.state.rawValue)"
            )
        }
        let drawings = Self.drawings(of: result)
        guard !drawings.isEmpty else {
            throw ExitStatus.usage("nothing that was read from \(document.exportPath.display) has a place on a page")
        }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let inspections = drawings.map { drawing in
            Inspection(path: document.path, templatePaths: [], question: .draw(drawing))
        }
        var paths: [String] = []
        var problem: (any Error)?
        try await session(inspections).ask { index, answer in
            do {
                paths.append(try save(answer, page: drawings[index].page))
            } catch {
                problem = problem ?? error
            }
        }
        if let problem { throw problem }
        return paths
    }

    private func save(_ answer: InspectionAnswer, page: Int) throws -> String {
        guard case .picture(let base64) = answer, let bytes = Data(base64Encoded: base64) else {
            throw InspectionFailure.status(of: answer, file: document.path.display)
        }
        let name = document.exportPath.lastComponent.display
        let path = "\(folder)/\(name)-page-\(page).png"
        do throws(Failure) {
            try AtomicFile.write(Array(bytes), to: path)
        } catch {
            throw ExitStatus(error)
        }
        return path
    }

    /// One drawing a page: fields with their names, then the cells of tables.
    static func drawings(of result: DocumentResult) -> [PageDrawing] {
        result.pages.sorted { $0.number < $1.number }.compactMap { page in
            let frames = fieldFrames(result.fields, page: page.number) + cellFrames(result.tables, page: page.number)
            guard !frames.isEmpty else { return nil }
            return PageDrawing(
                page: page.number,
                width: page.width,
                height: page.height,
                rotation: page.rotation,
                sha256: result.identity.sha256,
                frames: frames
            )
        }
    }

    /// Several fields may have been read from one place; their names then share a label.
    private static func fieldFrames(_ fields: [Field], page: Int) -> [PageDrawing.Frame] {
        var frames: [PageDrawing.Frame] = []
        for field in fields.sorted(by: { $0.name < $1.name }) {
            for evidence in field.evidence where evidence.page == page {
                guard let box = evidence.box else { continue }
                if let index = frames.firstIndex(where: { $0.box == box }) {
                    if !frames[index].label.contains(field.name) { frames[index].label += ", \(field.name)" }
                } else {
                    frames.append(PageDrawing.Frame(box: box, label: field.name, status: field.status))
                }
            }
        }
        return frames
    }

    private static func cellFrames(_ tables: [ExtractedTable], page: Int) -> [PageDrawing.Frame] {
        tables.flatMap { $0.rows.joined() }.flatMap { cell in
            cell.evidence.filter { $0.page == page }.compactMap(\.box).map {
                PageDrawing.Frame(box: $0, label: "", status: .valid)
            }
        }
    }
}
