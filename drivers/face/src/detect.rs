//! Finding faces: YuNet (Wu, Peng, Yu 2023), an anchor-free detector with one cell per 8, 16 and 32 pixels.
//!
//! A cell's score is √(cls·obj); its box is centred at (column + b0, row + b1) and e^b2 × e^b3 cells large; a
//! landmark lies at (column + k, row + k). Weaker boxes that overlap a stronger one are the same face.

use image::RgbImage;

use crate::error::Error;
use crate::geometry::{FaceBox, Point};
use crate::manifest::Purpose;
use crate::network::{Loaded, Outputs, Runtime};
use crate::picture;
use crate::set::Member;

const STRIDES: [usize; 3] = [8, 16, 32];
const LARGEST_STRIDE: u32 = 32;
const DEFAULT_OVERLAP: f32 = 0.3;

pub(crate) struct Detector {
    network: Loaded,
    /// The only width and height that the network takes, if it is that strict.
    size: Option<[usize; 2]>,
    threshold: f32,
    overlap: f32,
}

impl Detector {
    pub(crate) fn open(member: &Member, runtime: &Runtime, purpose: Purpose) -> Result<Self, Error> {
        Ok(Self {
            network: Loaded::open(member, runtime)?,
            size: member.manifest.input.size,
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
        let mut faces: Vec<_> =
            suppressed(found, self.overlap).into_iter().map(|face| enlarged(face, factor as f32)).collect();
        faces.sort_by(|a, b| b.area().total_cmp(&a.area()));
        Ok(faces)
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

/// From the reduced copy back to the picture: its first pixel is the mean of a square, so centres shift by a half.
fn enlarged(face: FaceBox, factor: f32) -> FaceBox {
    let shift = (factor - 1.0) / 2.0;
    FaceBox {
        x: face.x * factor + shift,
        y: face.y * factor + shift,
        width: face.width * factor,
        height: face.height * factor,
        score: face.score,
        landmarks: face.landmarks.map(|p| Point::new(p.x * factor + shift, p.y * factor + shift)),
    }
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
