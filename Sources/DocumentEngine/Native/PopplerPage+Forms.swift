import CPoppler
import OrchestrateModel

/// What was filled into a field of a form.
struct FilledField {
    let text: String
    /// Points from the page's top-left corner.
    let box: Box
    /// Points; 0 where the form leaves it to the viewer.
    let fontSize: Double
}

extension PopplerPage {
    /// The fields of a form that hold something and can be seen; a page's text layer has none of them.
    ///
    /// Pages that are shown turned are passed over, since poppler does not say which way they were turned.
    func filledFields() -> [FilledField] {
        guard let list = poppler_page_get_form_field_mapping(handle) else { return [] }
        defer { poppler_page_free_form_field_mapping(list) }
        var crop = PopplerRectangle()
        poppler_page_get_crop_box(handle, &crop)
        guard abs(abs(crop.x2 - crop.x1) - width) < 1 else { return [] }
        let hidden = hiddenFields()
        var fields: [FilledField] = []
        var node: UnsafeMutablePointer<GList>? = list
        while let current = node {
            node = current.pointee.next
            guard let mapping = current.pointee.data?.assumingMemoryBound(to: PopplerFormFieldMapping.self) else {
                continue
            }
            let area = mapping.pointee.area
            let isHidden = hidden.contains { $0.x1 == area.x1 && $0.y1 == area.y1 && $0.x2 == area.x2 }
            guard !isHidden else { continue }
            guard let text = Self.content(of: mapping.pointee.field), !text.isEmpty else { continue }
            let box = Box(
                x0: max(0, min(area.x1, area.x2)),
                y0: max(0, height - max(area.y1, area.y2)),
                x1: min(width, max(area.x1, area.x2)),
                y1: min(height, height - min(area.y1, area.y2))
            )
            guard box.width > 0, box.height > 0 else { continue }
            fields.append(FilledField(text: text, box: box, fontSize: Self.fontSize(of: mapping.pointee.field)))
        }
        return fields
    }

    /// The places of annotations that are not shown.
    private func hiddenFields() -> [PopplerRectangle] {
        guard let list = poppler_page_get_annot_mapping(handle) else { return [] }
        defer { poppler_page_free_annot_mapping(list) }
        let unseen = POPPLER_ANNOT_FLAG_HIDDEN.rawValue | POPPLER_ANNOT_FLAG_NO_VIEW.rawValue
        var areas: [PopplerRectangle] = []
        var node: UnsafeMutablePointer<GList>? = list
        while let current = node {
            if let mapping = current.pointee.data?.assumingMemoryBound(to: PopplerAnnotMapping.self),
                poppler_annot_get_flags(mapping.pointee.annot).rawValue & unseen != 0
            {
                areas.append(mapping.pointee.area)
            }
            node = current.pointee.next
        }
        return areas
    }

    private static func fontSize(of field: OpaquePointer?) -> Double {
        guard let field, poppler_form_field_get_field_type(field) != POPPLER_FORM_FIELD_BUTTON else { return 0 }
        let size = poppler_form_field_get_font_size(field)
        return size.isFinite ? max(size, 0) : 0
    }

    /// What a field holds: its text, the items chosen, or a mark.
    private static func content(of field: OpaquePointer?) -> String? {
        guard let field else { return nil }
        switch poppler_form_field_get_field_type(field) {
        case POPPLER_FORM_FIELD_TEXT:
            guard poppler_form_field_text_is_password(field) == 0 else { return nil }
            return owned(poppler_form_field_text_get_text(field))
        case POPPLER_FORM_FIELD_CHOICE:
            let own = owned(poppler_form_field_choice_get_text(field))
            if let own, !own.isEmpty { return own }
            let chosen = (0..<poppler_form_field_choice_get_n_items(field))
                .filter { poppler_form_field_choice_is_item_selected(field, $0) != 0 }
            return chosen.compactMap { owned(poppler_form_field_choice_get_item(field, $0)) }.joined(separator: "\n")
        case POPPLER_FORM_FIELD_BUTTON:
            guard poppler_form_field_button_get_state(field) != 0 else { return nil }
            switch poppler_form_field_button_get_button_type(field) {
            case POPPLER_FORM_BUTTON_CHECK: return "\u{2718}"
            case POPPLER_FORM_BUTTON_RADIO: return "\u{25CF}"
            default: return nil
            }
        default: return nil
        }
    }

    private static func owned(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        guard let text else { return nil }
        defer { g_free(text) }
        return String(cString: text)
    }
}
