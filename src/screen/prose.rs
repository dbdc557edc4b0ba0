//! A column of text: a title, sentences, notes. It is measured first, then placed, and shrinks before it overflows.

use super::icons::{Sign, sign};
use super::layout::Area;
use super::parts::{Pane, Plan};
use super::pictures::ticket;
use egui::accesskit::Role;
use egui::{Align, Color32, Pos2, Rect, Vec2};

/// What a piece of text is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    Subtitle,
    Body,
    Soft,
    Good,
    Attention,
    Number,
    Clerk,
    ClerkHead,
}

/// What is left of a column's size and distances where room is dear.
const LEAST: f32 = 0.48;

/// Pieces of text, one above the other.
#[derive(Default)]
pub(crate) struct Prose {
    pieces: Vec<(Kind, String)>,
    is_on_alarm: bool,
}

/// A piece laid out.
struct Block {
    kind: Kind,
    plan: Plan,
    height: f32,
    gap: f32,
}

impl Prose {
    /// Says what the screen is about; read out whenever it changes.
    pub(crate) fn title(self, text: String) -> Self {
        self.with(Kind::Title, text)
    }

    /// A second title.
    pub(crate) fn subtitle(self, text: String) -> Self {
        self.with(Kind::Subtitle, text)
    }

    /// A sentence.
    pub(crate) fn body(self, text: String) -> Self {
        self.with(Kind::Body, text)
    }

    /// A sentence of second rank.
    pub(crate) fn soft(self, text: String) -> Self {
        self.with(Kind::Soft, text)
    }

    /// A sentence that says that all is well, with a tick.
    pub(crate) fn good(self, text: String) -> Self {
        self.with(Kind::Good, text)
    }

    /// A sentence in amber, with a sign.
    pub(crate) fn attention(self, text: String) -> Self {
        self.with(Kind::Attention, text)
    }

    /// What is to be remembered, on a ticket, as large as a title.
    pub(crate) fn number(self, text: String) -> Self {
        self.with(Kind::Number, text)
    }

    /// A sentence for the clerk.
    pub(crate) fn clerk(self, text: String) -> Self {
        self.with(Kind::Clerk, text)
    }

    /// What a sentence for the clerk begins with.
    pub(crate) fn clerk_head(self, text: String) -> Self {
        self.with(Kind::ClerkHead, text)
    }

    /// White on the alarm's ground.
    pub(crate) fn on_alarm(mut self) -> Self {
        self.is_on_alarm = true;
        self
    }

    fn with(mut self, kind: Kind, text: String) -> Self {
        self.pieces.push((kind, text));
        self
    }

    /// Draws it inside `rect`, at its top, middle or bottom; says where it ends.
    pub(crate) fn show(self, pane: &mut Pane<'_>, rect: Rect, align: Align) -> f32 {
        let blocks = self.fit(pane, rect.size());
        let height: f32 = blocks.iter().map(|block| block.gap + block.height).sum();
        let slack = (rect.height() - height).max(0.0);
        let mut y = rect.top() + slack * align.to_factor();
        for (block, (_, text)) in blocks.iter().zip(&self.pieces) {
            y += block.gap;
            let place = Rect::from_min_size(Pos2::new(rect.left(), y), Vec2::new(rect.width(), block.height));
            self.draw(pane, block, text, place);
            y += block.height;
        }
        y
    }

    /// How high it is at full size.
    pub(crate) fn height(&self, pane: &Pane<'_>, width: f32) -> f32 {
        self.blocks(pane, width, 1.0).iter().map(|block| block.gap + block.height).sum()
    }

    /// How high it is at the least, where room is dear.
    pub(crate) fn least_height(&self, pane: &Pane<'_>, width: f32) -> f32 {
        self.blocks(pane, width, LEAST).iter().map(|block| block.gap + block.height).sum()
    }

    /// Cuts its room off the top of `area`: what it wants, as long as `rest` is left; never less than it needs.
    pub(crate) fn room(&self, pane: &Pane<'_>, area: &mut Area, rest: f32) -> Rect {
        let width = area.0.width();
        let wanted = self.height(pane, width).min(area.0.height() - rest);
        area.top(wanted.max(self.least_height(pane, width)))
    }

    fn fit(&self, pane: &Pane<'_>, room: Vec2) -> Vec<Block> {
        let mut factor = 1.0;
        loop {
            let blocks = self.blocks(pane, room.x, factor);
            let height: f32 = blocks.iter().map(|block| block.gap + block.height).sum();
            if height <= room.y + 1.0 || factor <= LEAST {
                return blocks;
            }
            factor = (factor - 0.04).max(LEAST);
        }
    }

    fn blocks(&self, pane: &Pane<'_>, width: f32, factor: f32) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for (kind, text) in &self.pieces {
            let inset = inset(pane, *kind);
            let size = (size(pane, *kind) * factor).max(least(pane, *kind));
            let plan = pane.plan(text, size, width - inset.x);
            let gap = if blocks.is_empty() { 0.0 } else { gap(pane, *kind) * factor };
            blocks.push(Block { kind: *kind, height: plan.height + inset.y, plan, gap });
        }
        blocks
    }

    fn draw(&self, pane: &mut Pane<'_>, block: &Block, text: &str, place: Rect) {
        let mut at = place.min;
        let galley = pane.set(&block.plan, self.colour(pane, block.kind));
        if block.kind == Kind::Attention {
            let pad = pane.scale.gap();
            let side = pane.scale.px(44.0);
            pane.plate(place, pane.tone.amber, pane.tone.amber);
            let centre = Pos2::new(place.left() + pad + side / 2.0, place.center().y);
            sign(
                pane.painter(),
                Sign::Warning,
                Rect::from_center_size(centre, Vec2::splat(side)),
                pane.tone.on_amber,
            );
            at += Vec2::new(pad * 2.0 + side, inset(pane, block.kind).y / 2.0);
        }
        if block.kind == Kind::Number {
            let pad = inset(pane, block.kind) / 2.0;
            let plate = Rect::from_min_size(at, Vec2::new(galley.size().x + pad.x * 2.0, place.height()));
            ticket(pane.painter(), plate, pad.x * 0.4, [pane.tone.accent_wash, pane.tone.paper]);
            at += pad;
        }
        if block.kind == Kind::Good {
            let side = inset(pane, block.kind).x;
            let tick = Rect::from_min_size(at, Vec2::new(side, place.height())).shrink(side * 0.14);
            sign(pane.painter(), Sign::Tick, tick, pane.tone.leaf);
            at.x += side;
        }
        let is_title = matches!(block.kind, Kind::Title | Kind::Subtitle | Kind::Number | Kind::ClerkHead);
        pane.ink(at, &galley, self.colour(pane, block.kind), is_title);
        let role = if is_title { Role::Heading } else { Role::Label };
        let is_live = matches!(block.kind, Kind::Title | Kind::Number | Kind::Attention);
        pane.name(Rect::from_min_size(at, galley.size()), role, text, is_live);
    }

    fn colour(&self, pane: &Pane<'_>, kind: Kind) -> Color32 {
        match kind {
            _ if self.is_on_alarm => pane.tone.on_alarm,
            Kind::Title | Kind::Subtitle | Kind::Number | Kind::Body | Kind::Clerk => pane.tone.ink,
            Kind::Attention => pane.tone.on_amber,
            Kind::Soft => pane.tone.soft_ink,
            Kind::ClerkHead => pane.tone.accent,
            Kind::Good => pane.tone.leaf,
        }
    }
}

fn size(pane: &Pane<'_>, kind: Kind) -> f32 {
    match kind {
        Kind::Title | Kind::Number => pane.scale.title(),
        Kind::Subtitle => pane.scale.subtitle(),
        Kind::Body | Kind::Good => pane.scale.body(),
        Kind::Soft | Kind::Attention => pane.scale.small(),
        Kind::Clerk | Kind::ClerkHead => pane.scale.clerk(),
    }
}

/// What shrinks stops here, so that a crowded screen gives up its loudness before its legibility.
fn least(pane: &Pane<'_>, kind: Kind) -> f32 {
    if matches!(kind, Kind::Clerk | Kind::ClerkHead) { pane.scale.clerk() } else { pane.scale.least() }
}

fn gap(pane: &Pane<'_>, kind: Kind) -> f32 {
    pane.scale.px(match kind {
        Kind::Title | Kind::Clerk | Kind::ClerkHead => 8.0,
        Kind::Subtitle | Kind::Attention => 24.0,
        Kind::Body | Kind::Soft | Kind::Good | Kind::Number => 18.0,
    })
}

fn inset(pane: &Pane<'_>, kind: Kind) -> Vec2 {
    match kind {
        Kind::Attention => Vec2::new(pane.scale.gap() * 3.0 + pane.scale.px(44.0), pane.scale.gap() * 1.5),
        Kind::Number => Vec2::new(pane.scale.gap() * 4.0, pane.scale.gap() * 0.75),
        Kind::Good => Vec2::new(pane.scale.px(48.0), 0.0),
        Kind::Title | Kind::Subtitle | Kind::Body | Kind::Soft | Kind::Clerk | Kind::ClerkHead => Vec2::ZERO,
    }
}
