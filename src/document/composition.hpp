#pragma once

namespace eligo::document {

/// Whether two code points that follow each other are one in composed form (Unicode's NFC): a letter and
/// its mark, parts of a Hangul syllable. Of other code points between them, and of characters that are
/// written as another one in NFC (the Angstrom sign), it knows nothing.
[[nodiscard]] bool composes(char32_t first, char32_t second) noexcept;

}  // namespace eligo::document
