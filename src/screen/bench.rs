//! The rehearsal bench beside the patient's screen: who comes, what the camera sees, and what goes wrong.
//!
//! Plain data in, one intent out. It is for developers, so its type is small and its language English.

use egui::{RichText, ScrollArea, Ui};

/// What the bench shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BenchView {
    /// Everybody who can come: id, label, story.
    pub personas: Vec<(String, String, String)>,
    /// Whose card lies on the reader.
    pub laid: Option<String>,
    /// What stands before the camera.
    pub scene: SceneChoice,
    /// Whether the rehearsal centre runs.
    pub centre_runs: bool,
    /// Whether the certificate of the card that lies there is revoked.
    pub is_revoked: bool,
    /// How far the clock is moved.
    pub clock_offset_days: i64,
    /// The moved clock, as text.
    pub clock_text: String,
    /// What happened, oldest first.
    pub log: Vec<String>,
}

/// Who or what stands before the camera.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SceneChoice {
    /// The card's holder.
    #[default]
    RightPerson,
    /// Somebody else.
    OtherPerson,
    /// Nobody.
    Nobody,
    /// A picture of the holder, held up.
    HeldPicture,
    /// A film of the holder on a screen, which only a second camera tells.
    FilmOnScreen,
    /// The holder with a mask.
    MaskedFace,
    /// The holder, too far to one side.
    StandsAside,
}

impl SceneChoice {
    /// Every scene, in the order offered.
    pub const ALL: [Self; 7] = [
        Self::RightPerson,
        Self::OtherPerson,
        Self::Nobody,
        Self::HeldPicture,
        Self::FilmOnScreen,
        Self::MaskedFace,
        Self::StandsAside,
    ];

    /// What the bench calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::RightPerson => "right person",
            Self::OtherPerson => "other person",
            Self::Nobody => "nobody",
            Self::HeldPicture => "held-up picture",
            Self::FilmOnScreen => "film on a screen",
            Self::MaskedFace => "masked face",
            Self::StandsAside => "stands aside",
        }
    }
}

/// What the developer wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BenchIntent {
    /// Lay this persona's card down.
    LayDown(String),
    /// Take the card away.
    TakeAway,
    /// Put this before the camera.
    Scene(SceneChoice),
    /// Start the rehearsal centre.
    StartCentre,
    /// Stop it, as an outage would.
    StopCentre,
    /// Revoke the certificate of this persona's card, as after a call that it was lost.
    Revoke(String),
    /// Let it serve again.
    Reinstate(String),
    /// Move the clock by so many days.
    MoveClock(i64),
}

/// Draws the bench into `ui`, top to bottom, and says what is wanted.
pub fn bench_ui(ui: &mut Ui, view: &BenchView) -> Option<BenchIntent> {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.heading("Rehearsal bench");
    let card = personas(ui, view);
    ui.separator();
    let scene = scenes(ui, view.scene);
    ui.separator();
    let world = world(ui, view);
    ui.separator();
    log(ui, &view.log);
    card.or(scene).or(world)
}

fn personas(ui: &mut Ui, view: &BenchView) -> Option<BenchIntent> {
    ui.label(RichText::new("Card on the reader").strong());
    let mut intent = None;
    let height = ui.available_height() * 0.42;
    ScrollArea::vertical().id_salt("personas").max_height(height).show(ui, |ui| {
        for (id, label, story) in &view.personas {
            let is_laid = view.laid.as_ref() == Some(id);
            if ui.selectable_label(is_laid, label).clicked() && !is_laid {
                intent = Some(BenchIntent::LayDown(id.clone()));
            }
            ui.label(RichText::new(story).size(12.0));
        }
    });
    let take = ui.add_enabled(view.laid.is_some(), egui::Button::new("Take the card away"));
    if take.clicked() { Some(BenchIntent::TakeAway) } else { intent }
}

fn scenes(ui: &mut Ui, scene: SceneChoice) -> Option<BenchIntent> {
    ui.label(RichText::new("Before the camera").strong());
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        for choice in SceneChoice::ALL {
            if ui.selectable_label(choice == scene, choice.label()).clicked() && choice != scene {
                intent = Some(BenchIntent::Scene(choice));
            }
        }
    });
    intent
}

fn world(ui: &mut Ui, view: &BenchView) -> Option<BenchIntent> {
    let mut intent = None;
    ui.label(RichText::new("Centre").strong());
    let mut runs = view.centre_runs;
    if ui.checkbox(&mut runs, "answers").clicked() {
        intent = Some(if view.centre_runs { BenchIntent::StopCentre } else { BenchIntent::StartCentre });
    }
    if let Some(id) = &view.laid {
        let mut is_revoked = view.is_revoked;
        if ui.checkbox(&mut is_revoked, "has revoked this card").clicked() {
            let wanted = if is_revoked { BenchIntent::Revoke } else { BenchIntent::Reinstate };
            intent = Some(wanted(id.clone()));
        }
    }
    ui.label(RichText::new("Clock").strong());
    ui.label(format!("{} ({:+} days)", view.clock_text, view.clock_offset_days));
    ui.horizontal(|ui| {
        for (days, label) in [(-30, "−30 days"), (-1, "−1 day"), (1, "+1 day"), (30, "+30 days")] {
            if ui.button(label).clicked() {
                intent = Some(BenchIntent::MoveClock(days));
            }
        }
    });
    intent
}

fn log(ui: &mut Ui, lines: &[String]) {
    ui.label(RichText::new("What happened").strong());
    ScrollArea::vertical().id_salt("log").stick_to_bottom(true).auto_shrink(false).show(ui, |ui| {
        for line in lines {
            ui.label(RichText::new(line).size(12.0));
        }
    });
}
