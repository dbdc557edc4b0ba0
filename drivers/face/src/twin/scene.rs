//! One presentation: what each pixel of a moment shows.

use image::RgbImage;

use super::canvas::{Colour, Noise, Plane, mix, picked};
use super::lattice::{Wave, beaten};
use super::make::Make;
use super::motion::Moment;
use super::{Sitter, Species};
use crate::geometry::Point;
use crate::pad::Side;

/// The standard deviation of the camera's noise, in grey levels.
const NOISE: f32 = 2.0;
/// How long a turn that was asked for takes, in seconds, and the way back.
const TURN: f32 = 0.9;
/// A telephone's width in millimetres.
const TELEPHONE: f32 = 72.0;
/// How long a reaction takes.
const REACTION: f32 = 0.3;
/// One person, or one instrument, before the camera.
pub struct Presentation<'a> {
    species: Species,
    sitter: &'a Sitter,
    other: &'a Sitter,
    room: &'a RgbImage,
    seed: u64,
    make: Make,
    /// The waves of a screen's lattice that the camera sees.
    waves: Vec<Wave>,
    /// What the head, or whatever is held, was to do since when: degrees to the left.
    asked: Vec<(f32, f32)>,
    warmth: f32,
}

impl<'a> Presentation<'a> {
    /// Presents `sitter`, a living person or a picture, as `species`; `other` is whoever holds or wears it.
    ///
    /// All pictures are to be of one size; what is outside them is black.
    pub fn new(
        species: Species,
        sitter: &'a Sitter,
        other: &'a Sitter,
        room: &'a RgbImage,
        seed: u64,
    ) -> Self {
        let (make, asked) = (Make::of(seed), Vec::new());
        let mut made =
            Self { species, sitter, other, room, seed, make, waves: Vec::new(), asked, warmth: 0.0 };
        made.waves = made.make.lattice.waves(made.millimetres());
        made
    }

    /// From `t` seconds on, the head, or whatever is held, is turned to this side, or looks ahead again; a film that was prepared
    /// turns to the left first, and then to the one side and the other.
    pub fn turn(&mut self, t: f32, side: Option<Side>) {
        let turns = self.asked.iter().filter(|(_, degrees)| *degrees != 0.0).count();
        let prepared = if turns.is_multiple_of(2) { Side::Left } else { Side::Right };
        let degrees = match side.map(|side| if self.is_screen() { prepared } else { side }) {
            None => 0.0,
            Some(Side::Left) => self.make.turn,
            Some(Side::Right) => -self.make.turn,
        };
        self.asked.push((t, degrees));
    }

    /// The kiosk's screen is now so warm: the logarithm of red over blue in its light, beside white.
    pub fn light(&mut self, warmth: f32) {
        self.warmth = warmth;
    }

    /// Degrees by which the head was turned on request.
    fn turned_by(&self, t: f32) -> f32 {
        let ends = self.asked.iter().skip(1).map(|(since, _)| *since).chain([t]);
        self.asked.iter().zip(ends).fold(0.0, |from, ((since, to), end)| {
            let way = ((end.min(t) - since - REACTION) / TURN).clamp(0.0, 1.0);
            from + (to - from) * way * way * (3.0 - 2.0 * way)
        })
    }

    /// How many millimetres of a screen a pixel shows.
    fn millimetres(&self) -> f32 {
        let breadth = if self.species == Species::PhoneReplay { TELEPHONE } else { self.make.breadth };
        breadth / (2.0 * self.half_size().0)
    }

    /// What the camera sees `t` seconds after the beginning.
    pub fn frame(&self, t: f32) -> RgbImage {
        let mut hand = Moment::at(t, self.seed).scaled(self.sway());
        hand.roll += self.make.tilt;
        let mut head = Moment::at(t, self.seed ^ 0x5EED);
        let turned = self.turned_by(t);
        let shows_head = matches!(
            self.species,
            Species::PhoneReplay
                | Species::TabletReplay
                | Species::StandingTablet
                | Species::BonaFide
                | Species::FaceMask
        );
        *(if shows_head { &mut head.yaw } else { &mut hand.yaw }) += turned;
        let mut noise = Noise::new(self.seed ^ u64::from(t.to_bits()));
        let (width, height) = self.sitter.picture.dimensions();
        let plane = self.plane(&hand);
        let (drift, lit) = (self.make.drifted(t), self.make.under(self.make.lit, self.warmth));
        RgbImage::from_fn(width, height, |x, y| {
            let at = Point::new(x as f32, y as f32);
            let shown = match self.species {
                Species::BonaFide => self.living(self.sitter, &head, at),
                Species::FaceMask => self.masked(&head, at),
                _ => self.held(&plane, &head, at),
            };
            let near = if self.is_screen() { 0.0 } else { self.nearness(at) };
            let shown: Colour = std::array::from_fn(|i| shown[i] * drift[i] * (1.0 + near * (lit[i] - 1.0)));
            image::Rgb(shown.map(|value| (value + NOISE * noise.normal() + 0.5).clamp(0.0, 255.0) as u8))
        })
    }

    fn is_screen(&self) -> bool {
        matches!(self.species, Species::PhoneReplay | Species::TabletReplay | Species::StandingTablet)
    }

    /// How much of a hand's usual sway there is.
    fn sway(&self) -> f32 {
        if self.species == Species::StandingTablet { 0.0 } else { self.make.sway }
    }

    /// How much of the light of the kiosk's screen comes there, from 1 on the face to 0 in the room behind.
    fn nearness(&self, at: Point) -> f32 {
        let face = &self.sitter.face;
        (3.3 - 3.3 * at.distance(face.centre()) / face.width).clamp(0.0, 1.0)
    }

    /// What the glass of a held screen mirrors of the kiosk's own, somewhere on it.
    fn mirrored(&self, colour: Colour, (u, v): (f32, f32)) -> Colour {
        let (u, v) = (u / self.sitter.face.width, v / self.sitter.face.width - self.make.mirror_at);
        if u.abs() > 1.0 || v.abs() > 0.6 { colour } else { self.make.mirrored(colour, self.warmth) }
    }

    /// A living person in the room.
    fn living(&self, who: &Sitter, head: &Moment, at: Point) -> Colour {
        let from = source(who, head, &self.make, at);
        match shape(who, from) {
            0.0 => self.wall(at),
            1.0 => picked(&who.picture, from),
            share => mix(self.wall(at), picked(&who.picture, from), share),
        }
    }

    /// The room behind a person, in a film from where its camera was.
    fn wall(&self, at: Point) -> Colour {
        if !self.is_screen() {
            return picked(self.room, at);
        }
        let ((nearer, right, down), face) = (self.make.filmed, &self.sitter.face);
        let middle = face.centre();
        let (dx, dy) = ((at.x - middle.x) / nearer, (at.y - middle.y) / nearer);
        let from = Point::new(middle.x + dx + right * face.width, middle.y + dy + down * face.width);
        picked(self.room, from)
    }

    /// Somebody else who wears the sitter's printed face.
    fn masked(&self, head: &Moment, at: Point) -> Colour {
        let under = self.living(self.other, head, at);
        let (wearer, worn) = (Eyes::of(self.other), Eyes::of(self.sitter));
        let (x, y) = (at.x - wearer.middle.x - head.x, at.y - wearer.middle.y - head.y);
        let (dx, dy) = turned(x, y, -head.roll);
        // It goes with the front of the head, as far as it is bent as round as that, and is foreshortened.
        let (yaw, nod) = (head.yaw.to_radians(), head.nod.to_radians());
        let reach = 2.2 * wearer.apart;
        let round = 1.0 - self.make.bend * (1.0 - (1.0 - (dx.hypot(dy) / reach).powi(2)).max(0.0).sqrt());
        let depth = self.other.face.width * self.make.head * round;
        let (dx, dy) = ((dx - depth * yaw.sin()) / yaw.cos(), (dy - depth * nod.sin()) / nod.cos());
        let (u, v) = (dx / wearer.apart, dy / wearer.apart);
        // From the brows to the chin.
        let edge = (u / 1.05).hypot((v - 0.45) / 1.25);
        let on = Point::new(worn.middle.x + u * worn.apart, worn.middle.y + v * worn.apart);
        if edge > 1.0 || in_eye(self.sitter, on, 0.16) {
            return under;
        }
        let paper = self.make.ink(self.printed(on), (dx, dy), u / 1.05);
        let (dark, wide) = self.make.edge;
        mix(paper, [50.0; 3], ((edge - 1.0 + wide) / wide).clamp(0.0, 1.0) * dark)
    }

    /// A print or a screen, held before the room.
    fn held(&self, plane: &Plane, head: &Moment, at: Point) -> Colour {
        let Some((u, v)) = plane.under(at) else { return picked(self.room, at) };
        let (u, shade) = match self.species {
            Species::BentPrint => bent(u, self.sitter.face.width * 2.2),
            _ => (u, 1.0),
        };
        let (w, h) = self.half_size();
        let (over_x, over_y) = (u.abs() - w, v.abs() - h);
        let frame = self.sitter.face.width * self.border();
        if over_x > frame || over_y > frame {
            return picked(self.room, at);
        }
        if over_x > 0.0 || over_y > 0.0 {
            return if self.is_screen() { [18.0; 3] } else { [238.0 * shade, 236.0 * shade, 230.0 * shade] };
        }
        let middle = self.sitter.face.centre();
        let on = Point::new(middle.x + u, middle.y + v);
        if self.is_screen() {
            let film = screen(self.living(self.sitter, head, on), &self.waves, (u, v));
            return self.mirrored(film, (u, v));
        }
        if self.species == Species::CutOutEyes && in_eye(self.sitter, on, 0.2) {
            return self.behind_the_hole(head, on);
        }
        // Every other picture was taken in a room, the others before a plain wall.
        let photo = if (self.seed / 2).is_multiple_of(2) {
            self.living(self.sitter, &Moment::at(0.0, self.seed ^ 0xF070), on)
        } else {
            self.printed(on)
        };
        let across = (u / w.min(400.0)).clamp(-1.0, 1.0);
        self.make
            .ink(photo, (u, v), across)
            .map(|value| value * shade + self.make.gloss * gloss(u / w, v / h))
    }

    /// The sitter's picture as a printer blurs it.
    fn printed(&self, on: Point) -> Colour {
        let by = self.make.blur;
        let taps = [(-by, -by), (by, -by), (-by, by), (by, by)];
        let seen = taps.map(|(x, y)| picked(&self.sitter.picture, Point::new(on.x + x, on.y + y)));
        std::array::from_fn(|channel| seen.iter().map(|colour| colour[channel]).sum::<f32>() / 4.0)
    }

    /// The holder's eye, which moves behind the hole.
    fn behind_the_hole(&self, head: &Moment, on: Point) -> Colour {
        let nearer = |i: usize| on.distance(self.sitter.face.landmarks[i]);
        let eye = usize::from(nearer(1) < nearer(0));
        let (hole, own) = (self.sitter.face.landmarks[eye], self.other.face.landmarks[eye]);
        let from = Point::new(own.x + on.x - hole.x - head.x / 3.0, own.y + on.y - hole.y - head.y / 3.0);
        picked(&self.other.picture, from).map(|value| value * 0.8)
    }

    /// Half the picture's width and height, in pixels.
    fn half_size(&self) -> (f32, f32) {
        let (width, height) = (self.sitter.face.width, self.sitter.face.height);
        match self.species {
            Species::BorderlessPrint => (1e4, 1e4),
            Species::PhoneReplay => (width * 0.85, height * 1.2),
            Species::TabletReplay | Species::StandingTablet => {
                (width * self.make.tablet, height * 0.7 * self.make.tablet)
            }
            _ => (width * 1.1, height * 1.15),
        }
    }

    /// The border of paper or bezel, in widths of the face.
    fn border(&self) -> f32 {
        match self.species {
            Species::PhoneReplay => 0.08,
            Species::TabletReplay | Species::StandingTablet => 0.16,
            _ => 0.13,
        }
    }

    fn plane(&self, hand: &Moment) -> Plane {
        let middle = self.sitter.face.centre();
        Plane::new(Point::new(middle.x + hand.x, middle.y + hand.y), [hand.yaw, hand.nod, hand.roll])
    }
}

/// Where the eyes of a picture are: their middle, and how far they are apart.
struct Eyes {
    middle: Point,
    apart: f32,
}

impl Eyes {
    fn of(who: &Sitter) -> Self {
        let [right, left, ..] = who.face.landmarks;
        Self { middle: right.midpoint(left), apart: right.distance(left) }
    }
}

/// The place of the person's own picture that a head so moved shows at `at`.
fn source(who: &Sitter, head: &Moment, make: &Make, at: Point) -> Point {
    let (face, middle) = (&who.face, who.face.centre());
    let (u, v) = ((at.x - middle.x) / face.width, (at.y - middle.y) / face.height);
    let from_middle = (u / 0.78).hypot(v / 0.85);
    let near = (1.0 - (from_middle - 1.0).max(0.0) / 0.6).max(0.0);
    let below = ((v - 0.5) / 0.5).clamp(0.0, 1.0) * (1.0 - (u.abs() - 1.2).max(0.0) / 0.8).clamp(0.0, 1.0);
    let moves = near.max(0.8 * below);
    let (yaw, nod) = (head.yaw.to_radians().sin(), head.nod.to_radians().sin());
    let (dx, dy) = turned(at.x - middle.x, at.y - middle.y, -head.roll * near);
    let moved = Point::new(middle.x + dx - moves * head.x, middle.y + dy - moves * head.y);
    // What stands out is moved by its own depth, which is known once it is known what is seen: a few steps find both.
    let seen = (0..3).fold(moved, |seen, _| {
        let depth = face.width * depth(who, make, seen);
        Point::new(moved.x - depth * yaw, moved.y - depth * nod)
    });
    let [.., right, left] = face.landmarks;
    let lips = (-(seen.distance(right.midpoint(left)) / (0.2 * face.width)).powi(2)).exp();
    let lids = if head.is_blinking && in_eye(who, seen, 0.14) { 0.09 * face.width } else { 0.0 };
    Point::new(seen.x, seen.y - lips * head.speech * face.width - lids)
}

/// The depth of head and nose at a place of the person's own picture, in widths of the face.
fn depth(who: &Sitter, make: &Make, at: Point) -> f32 {
    let (face, middle) = (&who.face, who.face.centre());
    let from_middle = ((at.x - middle.x) / face.width / 0.78).hypot((at.y - middle.y) / face.height / 0.85);
    let from_nose = at.distance(face.landmarks[2]) / (make.nose.1 * face.width);
    make.head * (1.0 - from_middle * from_middle).max(0.0).sqrt()
        + make.nose.0 * (-from_nose * from_nose).exp()
}

/// How much of a place of the person's own picture is the person, 0 to 1, with a soft edge.
fn shape(who: &Sitter, at: Point) -> f32 {
    let (face, middle) = (&who.face, who.face.centre());
    let (u, v) = ((at.x - middle.x) / face.width, (at.y - middle.y) / face.height);
    let head = (u / 0.85).hypot((v + 0.08) / 0.95);
    let shoulders = if v > 0.45 { u.abs() / (0.6 + 1.6 * (v - 0.45)).min(1.7) } else { 9.0 };
    ((1.15 - head.min(shoulders)) / 0.15).clamp(0.0, 1.0)
}

fn in_eye(who: &Sitter, at: Point, size: f32) -> bool {
    let [right, left, ..] = who.face.landmarks;
    let reach = right.distance(left) * size;
    [right, left].iter().any(|eye| ((at.x - eye.x) / (1.5 * reach)).hypot((at.y - eye.y) / reach) < 1.0)
}

fn turned(x: f32, y: f32, degrees: f32) -> (f32, f32) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    (x * cos - y * sin, x * sin + y * cos)
}

/// Along the paper of a cylinder of this radius, for a place `u` beside its axis; and how it is lit there.
fn bent(u: f32, radius: f32) -> (f32, f32) {
    let sine = (u / radius).clamp(-0.95, 0.95);
    (radius * sine.asin(), 1.05 - 0.25 * (sine - 0.2).powi(2))
}

fn gloss(u: f32, v: f32) -> f32 {
    (1.0 - ((u - v) / 0.5).powi(2)).max(0.0)
}

/// A screen shines, is cold, and its lattice beats with the camera's.
fn screen(colour: Colour, waves: &[Wave], (u, v): (f32, f32)) -> Colour {
    let [red, green, blue] = beaten(colour.map(|value| value * 1.08 + 6.0), waves, (u, v));
    [red * 0.96, green, blue * 1.06].map(|value| value + 10.0 * gloss(u / 200.0 - 0.4, v / 200.0))
}
