//! Draws the window on the processor, byte for byte the same everywhere, for looking at pages.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::iter_over_hash_type,
    clippy::many_single_char_names,
    reason = "pixels: coordinates are small, equal corners are equal to the bit, textures have no order"
)]

use std::collections::BTreeMap;

use eframe::egui::{
    self, Color32, Mesh, TextureFilter, TextureId, TextureWrapMode, TexturesDelta,
    epaint::{ClippedPrimitive, ImageData, Primitive, Vertex},
};

/// A renderer without graphics card, driver or display.
#[derive(Default)]
pub(crate) struct CpuRenderer {
    textures: BTreeMap<TextureId, Texture>,
}

impl egui_kittest::TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, deltas) in delta.set.drain() {
            for delta in deltas {
                let ImageData::Color(image) = &delta.image;
                let [width, height] = image.size;
                if let Some([x, y]) = delta.pos {
                    let texture = self.textures.get_mut(&id).unwrap();
                    for row in 0..height {
                        let start = (y + row) * texture.width + x;
                        texture.pixels[start..start + width]
                            .copy_from_slice(&image.pixels[row * width..][..width]);
                    }
                } else {
                    let nearest = delta.options.magnification == TextureFilter::Nearest;
                    let repeat = delta.options.wrap_mode != TextureWrapMode::ClampToEdge;
                    let pixels = image.pixels.clone();
                    self.textures.insert(id, Texture { width, height, pixels, nearest, repeat });
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as i64, size.y.round() as i64, scale);
        for primitive in ctx.tessellate(output.shapes.clone(), scale) {
            canvas.draw(&primitive, &self.textures)?;
        }
        Ok(canvas.image())
    }
}

struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
    nearest: bool,
    repeat: bool,
}

impl Texture {
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.width as f32 - 0.5, v * self.height as f32 - 0.5);
        if self.nearest {
            return self.pixel((x + 0.5).floor() as i64, (y + 0.5).floor() as i64);
        }
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        if fx == 0.0 && fy == 0.0 {
            return self.pixel(left, top);
        }
        let [a, b, c, d] = [(0, 0), (1, 0), (0, 1), (1, 1)]
            .map(|(right, down)| self.pixel(left + right, top + down));
        std::array::from_fn(|k| {
            (a[k] * (1.0 - fx) + b[k] * fx) * (1.0 - fy) + (c[k] * (1.0 - fx) + d[k] * fx) * fy
        })
    }

    fn pixel(&self, x: i64, y: i64) -> [f32; 4] {
        let wrap = |at: i64, size: usize| {
            let size = size as i64;
            (if self.repeat { at.rem_euclid(size) } else { at.clamp(0, size - 1) }) as usize
        };
        let index = wrap(y, self.height) * self.width + wrap(x, self.width);
        self.pixels[index].to_array().map(f32::from)
    }
}

/// Premultiplied pixels in gamma space, rounded at each step as an 8-bit target does.
struct Canvas {
    width: i64,
    height: i64,
    scale: f32,
    pixels: Vec<[f32; 4]>,
}

type Point = [i64; 2];

impl Canvas {
    fn new(width: i64, height: i64, scale: f32) -> Self {
        Self { width, height, scale, pixels: vec![[0.0; 4]; (width * height) as usize] }
    }

    fn draw(
        &mut self,
        clipped: &ClippedPrimitive,
        textures: &BTreeMap<TextureId, Texture>,
    ) -> Result<(), String> {
        let Primitive::Mesh(mesh) = &clipped.primitive else { return Ok(()) };
        let texture = textures.get(&mesh.texture_id).ok_or("a texture is missing")?;
        let at = |v: f32, max: i64| ((v * self.scale).round() as i64).clamp(0, max);
        let clip = clipped.clip_rect;
        let min = [at(clip.min.x, self.width), at(clip.min.y, self.height)];
        let max = [at(clip.max.x, self.width), at(clip.max.y, self.height)];
        for corners in mesh.indices.chunks_exact(3) {
            self.triangle(&vertices(mesh, corners), texture, min, max);
        }
        Ok(())
    }

    /// Fills the pixels whose center lies inside, in 24.8 fixed point with the top-left rule.
    fn triangle(&mut self, v: &[Vertex; 3], texture: &Texture, min: Point, max: Point) {
        let fixed = |p: f32| (p * self.scale * 256.0).round() as i64;
        let mut v = *v;
        let mut p = v.map(|v| [fixed(v.pos.x), fixed(v.pos.y)]);
        let mut area = edge(p[0], p[1], p[2]);
        if area == 0 {
            return;
        }
        if area < 0 {
            p.swap(1, 2);
            v.swap(1, 2);
            area = -area;
        }
        let low = |k: usize| p.iter().map(|p| p[k]).min().unwrap();
        let high = |k: usize| p.iter().map(|p| p[k]).max().unwrap();
        let bias = [inside(p[1], p[2]), inside(p[2], p[0]), inside(p[0], p[1])];
        for y in (low(1) >> 8).max(min[1])..((high(1) >> 8) + 1).min(max[1]) {
            for x in (low(0) >> 8).max(min[0])..((high(0) >> 8) + 1).min(max[0]) {
                let center = [x * 256 + 128, y * 256 + 128];
                let w =
                    [edge(p[1], p[2], center), edge(p[2], p[0], center), edge(p[0], p[1], center)];
                if (0..3).any(|k| w[k] + bias[k] < 0) {
                    continue;
                }
                let share = w.map(|w| w as f32 / area as f32);
                let source = shade(&v, share, texture);
                let left = 1.0 - source[3] / 255.0;
                let pixel = &mut self.pixels[(y * self.width + x) as usize];
                for k in 0..4 {
                    pixel[k] = (source[k] + pixel[k] * left).min(255.0).round();
                }
            }
        }
    }

    fn image(&self) -> image::RgbaImage {
        let mut image = image::RgbaImage::new(self.width as u32, self.height as u32);
        for (out, [r, g, b, a]) in image.pixels_mut().zip(&self.pixels) {
            let straight = |v: &f32| if *a > 0.0 { (v * 255.0 / a).round() as u8 } else { 0 };
            *out = image::Rgba([straight(r), straight(g), straight(b), *a as u8]);
        }
        image
    }
}

fn vertices(mesh: &Mesh, corners: &[u32]) -> [Vertex; 3] {
    std::array::from_fn(|k| mesh.vertices[corners[k] as usize])
}

fn edge(a: Point, b: Point, p: Point) -> i64 {
    (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
}

/// Zero for top and left edges, which own the pixels on them; minus one for the others.
fn inside(a: Point, b: Point) -> i64 {
    if (a[1] == b[1] && b[0] > a[0]) || b[1] < a[1] { 0 } else { -1 }
}

fn shade(v: &[Vertex; 3], share: [f32; 3], texture: &Texture) -> [f32; 4] {
    let mix = |a: f32, b: f32, c: f32| {
        if a == b && b == c { a } else { a * share[0] + b * share[1] + c * share[2] }
    };
    let colors = v.map(|v| v.color.to_array().map(f32::from));
    let texel =
        texture.sample(mix(v[0].uv.x, v[1].uv.x, v[2].uv.x), mix(v[0].uv.y, v[1].uv.y, v[2].uv.y));
    std::array::from_fn(|k| mix(colors[0][k], colors[1][k], colors[2][k]) * texel[k] / 255.0)
}
