//! Finding faces: YuNet (Wu, Peng, Yu 2023), an anchor-free detector with one cell per 8, 16 and 32 pixels.
//!
//! A cell's score is √(cls·obj); its box is centred at (column + b0, row + b1) and e^b2 × e^b3 cells large; a
//! landmark lies at (column + k, row + k). Weaker boxes that overlap a stronger one are the same face.

use image::RgbImage;
use ndarray::{Array4, s};

use crate::error::Error;
use crate::geometry::{FaceBox, Point};
use crate::manifest::Purpose;
use crate::network::{Loaded, Outputs, Runtime};
use crate::picture::{self, Region};
use crate::set::Member;

const STRIDES: [usize; 3] = [8, 16, 32];
const LARGEST_STRIDE: u32 = 32;
const DEFAULT_OVERLAP: f32 = 0.3;
/// The side of the enlarged cut-out, and how many times the face's own side it shows.
const CLOSE: (usize, f32) = (256, 1.7);
/// The same for a network that was measured with them: the face is as large in them, and nearly half of the pixels are saved.
const CLOSE_MEASURED: (usize, f32) = (192, 1.4);
const SAME_FACE: f32 = 0.4;

pub(crate) struct Detector {
    network: Loaded,
    /// The only width and height that the network takes, if it is that strict.
    size: Option<[usize; 2]>,
    /// The side of a copy that is enough for large faces, where the network was measured on it.
    pub(crate) glance: Option<u32>,
    threshold: f32,
    overlap: f32,
}

impl Detector {
    pub(crate) fn open(member: &Member, runtime: &Runtime, purpose: Purpose) -> Result<Self, Error> {
        Ok(Self {
            network: Loaded::open(member, runtime)?,
            size: member.manifest.input.size,
            glance: member.manifest.input.glance,
            threshold: member.manifest.operating_point(purpose)?.threshold,
            overlap: member.manifest.output.overlap.unwrap_or(DEFAULT_OVERLAP),
        })
    }

    /// Finds the faces of `image`, the largest first, looking at a copy with sides of at most `longest`.
    pub(crate) fn detect(&mut self, image: &RgbImage, longest: u32) -> Result<Vec<FaceBox>, Error> {
        let factor = self.factor(image.dimensions(), longest);
        let canvas = self.size.unwrap_or_else(|| {
            let side = |pixels: u32| (pixels / factor).next_multiple_of(LARGEST_STRIDE) as usize;
            [side(image.width()), side(image.height())]
        });
        let outputs = self.network.run(picture::reduced(image, factor, canvas).view())?;
        let found = self.decode(&outputs, canvas)?;
        let mut faces: Vec<_> = suppressed(found, self.overlap)
            .into_iter()
            .map(|f| placed(f, factor as f32, Point::default()))
            .collect();
        faces.sort_by(|a, b| b.area().total_cmp(&a.area()));
        Ok(faces)
    }

    /// Finds the face of `coarse` again in an enlarged cut-out, where its landmarks are exact.
    ///
    /// On faces below about 100 pixels the network tells the landmarks of a mean face. `None` where it is not there.
    pub(crate) fn closer(&mut self, image: &RgbImage, coarse: &FaceBox) -> Result<Option<FaceBox>, Error> {
        let (close, margin) = if self.glance.is_some() { CLOSE_MEASURED } else { CLOSE };
        let cut = square(coarse, margin, image.dimensions());
        let canvas = self.size.unwrap_or([close; 2]);
        let mut input = Array4::zeros((1, 3, canvas[1], canvas[0]));
        input.slice_mut(s![.., .., ..close, ..close]).assign(&picture::stretched(image, cut, close));
        let outputs = self.network.run(input.view())?;
        let scale = (cut.right - cut.left + 1) as f32 / close as f32;
        let shift = Point::new(cut.left as f32, cut.top as f32);
        let found = self.decode(&outputs, canvas)?.into_iter().map(|face| placed(face, scale, shift));
        let same = found.filter(|face| face.overlap(coarse) > SAME_FACE);
        Ok(same.max_by(|a, b| a.score.total_cmp(&b.score)))
    }

    /// The smallest whole factor that brings a picture within `longest` and within the network's own size.
    fn factor(&self, (width, height): (u32, u32), longest: u32) -> u32 {
        let [most_x, most_y] = self.size.map_or([longest; 2], |size| size.map(|s| longest.min(s as u32)));
        width.div_ceil(most_x).max(height.div_ceil(most_y)).max(1)
    }

    fn decode(&self, outputs: &Outputs, [width, height]: [usize; 2]) -> Result<Vec<FaceBox>, Error> {
        let mut faces = Vec::new();
        for stride in STRIDES {
            let (columns, rows) = (width / stride, height / stride);
            let read = |kind: &str, numbers: usize| {
                self.network.output(outputs, &format!("{kind}_{stride}"), columns * rows * numbers)
            };
            let (cls, obj) = (read("cls", 1)?, read("obj", 1)?);
            let (boxes, points) = (read("bbox", 4)?, read("kps", 10)?);
            for cell in 0..columns * rows {
                let score = (cls[cell].clamp(0.0, 1.0) * obj[cell].clamp(0.0, 1.0)).sqrt();
                if score >= self.threshold {
                    let at = Point::new((cell % columns) as f32, (cell / columns) as f32);
                    let (b, k) = (&boxes[cell * 4..][..4], &points[cell * 10..][..10]);
                    faces.push(face(at, score, b, k, stride as f32));
                }
            }
        }
        Ok(faces)
    }
}

fn face(at: Point, score: f32, b: &[f32], k: &[f32], stride: f32) -> FaceBox {
    let (width, height) = (b[2].exp() * stride, b[3].exp() * stride);
    let landmark = |i: usize| Point::new((k[2 * i] + at.x) * stride, (k[2 * i + 1] + at.y) * stride);
    FaceBox {
        x: (at.x + b[0]) * stride - width / 2.0,
        y: (at.y + b[1]) * stride - height / 2.0,
        width,
        height,
        score,
        landmarks: std::array::from_fn(landmark),
    }
}

/// A face of a copy at 1/`scale` of the size, back in the picture; the copy begins at `shift`.
///
/// The copy's first pixel is the mean of a square, so centres move by half of it.
fn placed(face: FaceBox, scale: f32, shift: Point) -> FaceBox {
    let half = (scale - 1.0) / 2.0;
    let back = |p: Point| Point::new(p.x * scale + half + shift.x, p.y * scale + half + shift.y);
    let corner = back(Point::new(face.x, face.y));
    FaceBox {
        x: corner.x,
        y: corner.y,
        width: face.width * scale,
        height: face.height * scale,
        score: face.score,
        landmarks: face.landmarks.map(back),
    }
}

/// The square cut-out around a face, as much of it as the picture holds.
fn square(face: &FaceBox, margin: f32, (width, height): (u32, u32)) -> Region {
    let side = (face.width.max(face.height) * margin).min(width.min(height) as f32).max(2.0);
    let edge = |centre: f32, most: u32| (centre - side / 2.0).clamp(0.0, most as f32 - side) as u32;
    let (centre, span) = (face.centre(), side as u32 - 1);
    let (left, top) = (edge(centre.x, width), edge(centre.y, height));
    Region { left, top, right: left + span, bottom: top + span }
}

fn suppressed(mut faces: Vec<FaceBox>, overlap: f32) -> Vec<FaceBox> {
    faces.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<FaceBox> = Vec::new();
    for face in faces {
        if kept.iter().all(|strong| strong.overlap(&face) <= overlap) {
            kept.push(face);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_decodes_to_a_box_about_its_corner() {
        let found = face(Point::new(3.0, 2.0), 0.9, &[0.5, 0.5, 0.0, 2.0_f32.ln()], &[0.25; 10], 8.0);
        assert_eq!((found.x, found.y), (24.0, 12.0));
        assert_eq!((found.width, found.height.round()), (8.0, 16.0));
        assert_eq!(found.landmarks[4], Point::new(26.0, 18.0));
    }

    #[test]
    fn the_stronger_of_two_overlapping_boxes_stays() {
        let at = |x: f32, score: f32| FaceBox {
            score,
            ..face(Point::new(x, 4.0), 0.0, &[0.0; 4], &[0.0; 10], 8.0)
        };
        let kept = suppressed(vec![at(4.0, 0.7), at(4.2, 0.9), at(9.0, 0.8)], 0.3);
        assert_eq!(kept.iter().map(|f| f.score).collect::<Vec<_>>(), [0.9, 0.8]);
    }
}
