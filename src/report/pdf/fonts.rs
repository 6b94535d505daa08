//! The fonts that pages are set in: one for what French and the layout need, others for names in
//! the world's scripts, which are read only when a name needs them.

use std::{
    collections::BTreeSet,
    sync::{LazyLock, OnceLock},
};

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::reference::inflate_bytes;

const OWN: [&[u8]; 3] = [
    include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-Semibold.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-It.ttf"),
];

/// Packed, for they are large and few briefs need them. Of the last, only the first font: the other is the same with letters of one width.
const MORE: [&[u8]; 13] = [
    include_bytes!("../../../assets/fonts/more/NotoSansArabic-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansArmenian-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansBengali-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansDevanagari-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansEthiopic-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansGeorgian-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansHebrew-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansKhmer-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansLao-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansTamil-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansThai-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/NotoSansTifinagh-Regular.ttf.br"),
    include_bytes!("../../../assets/fonts/more/wqy-microhei.ttc.br"),
];

/// Fonts as Typst asks for them.
pub(super) struct Fonts {
    /// What there is.
    pub(super) book: LazyHash<FontBook>,
    /// The fonts, in the order of the book.
    pub(super) all: Vec<Font>,
}

impl Fonts {
    fn of(all: Vec<Font>) -> Self {
        Self { book: LazyHash::new(FontBook::from_fonts(&all)), all }
    }
}

fn read(data: &'static [u8]) -> Option<Font> {
    Font::new(Bytes::new(data), 0)
}

fn unpacked(data: &'static [u8]) -> Option<Font> {
    Font::new(Bytes::new(inflate_bytes(data)), 0)
}

/// The fonts of every page.
pub(super) fn own() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::of(OWN.into_iter().filter_map(read).collect()))
}

/// The fonts of every page, and those for other scripts after them.
pub(super) fn every() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let own = own().all.iter().cloned();
        Fonts::of(own.chain(MORE.into_iter().filter_map(unpacked)).collect())
    })
}

/// Whether every font of our own can draw a character, so that it looks the same in any weight.
pub(super) fn draw(c: char) -> bool {
    // Asked of every letter of a brief: a font would count through all that it covers each time.
    static DRAWN: LazyLock<BTreeSet<u32>> = LazyLock::new(|| {
        let mut covered = own().all.iter().map(|font| font.info().coverage.iter().collect());
        let first: BTreeSet<u32> = covered.next().unwrap_or_default();
        covered.fold(first, |both, next| &both & &next)
    });
    DRAWN.contains(&u32::from(c))
}

/// Whether a font for other scripts can draw a character.
pub(super) fn draw_elsewhere(c: char) -> bool {
    every().all.iter().skip(OWN.len()).any(|font| covers(font, c))
}

fn covers(font: &Font, c: char) -> bool {
    font.info().coverage.contains(u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_world_can_be_drawn() {
        assert_eq!(every().all.len(), OWN.len() + MORE.len());
        for name in [
            "مراكش",
            "北京",
            "東京",
            "서울",
            "თბილისი",
            "Երևան",
            "חיפה",
            "दिल्ली",
            "กรุงเทพ",
            "ភ្នំពេញ",
            "አዲስ",
            "ⵜⵉⴼⵉⵏⴰⵖ",
        ] {
            for c in name.chars() {
                assert!(draw(c) || draw_elsewhere(c), "{name}: {c} U+{:04X}", u32::from(c));
            }
        }
        for name in ["Łódź", "Đà Nẵng", "Thành phố Hồ Chí Minh", "Київ", "Αθήνα", "İstanbul"]
        {
            assert!(name.chars().all(draw), "{name}");
        }
    }
}
