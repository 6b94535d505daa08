//! A text of two bytes a character, made narrow as it is read.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding};

/// How much is decoded at a time.
const CHUNK: usize = 64 << 10;

/// A source in another encoding, read as UTF-8.
pub(super) struct Narrowed<R> {
    inner: R,
    decoder: Decoder,
    wide: Vec<u8>,
    narrow: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Narrowed<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        let (wide, narrow) = (vec![0; CHUNK], Vec::new());
        Self { inner, decoder, wide, narrow, given: 0, ended: false }
    }

    /// Decodes more, if there is more.
    fn refill(&mut self) -> io::Result<()> {
        let read = self.inner.read(&mut self.wide)?;
        self.ended = read == 0;
        let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(CHUNK * 3);
        self.narrow.resize(room, 0);
        let wide = self.wide.get(..read).unwrap_or_default();
        let (_, _, written, _) = self.decoder.decode_to_utf8(wide, &mut self.narrow, self.ended);
        self.narrow.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Narrowed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.narrow.len() && !self.ended {
            self.refill()?;
        }
        let left = self.narrow.get(self.given..).unwrap_or_default();
        let count = left.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), left.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}
