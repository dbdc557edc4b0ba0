//! The patient's screen without a display: what a screen reader finds on it is found by its name and pressed, and a
//! ten-key pad types on it.

use super::Error;
use crate::kiosk::Kiosk;
use crate::screen::{self, Catalogue, Stage, Typeface};
use crate::session::{Language, Touch};
use egui::accesskit::{Action, ActionRequest, NodeId, Role, Toggled, TreeId};
use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect};

/// A panel of 1280x800 points.
const SIZE: [f32; 2] = [1280.0, 800.0];

/// Something that a screen reader finds.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub role: Role,
    /// What it is called.
    pub name: String,
    /// Whether it can be pressed now.
    pub is_enabled: bool,
    /// For what can be turned on and off: whether it is on.
    pub is_on: Option<bool>,
    node: NodeId,
}

/// A screen that nobody sees.
pub struct Panel {
    ctx: egui::Context,
    texts: Catalogue,
    languages: Vec<Language>,
}

impl Panel {
    /// Makes a panel with the type of this machine.
    ///
    /// # Errors
    /// No font for Japanese.
    pub fn new() -> Result<Self, Error> {
        let (ctx, typeface) = (egui::Context::default(), Typeface::load(None)?);
        ctx.enable_accesskit();
        typeface.install(&ctx);
        Ok(Self { ctx, texts: Catalogue::embedded(), languages: typeface.languages() })
    }

    /// Everything that a screen reader finds now, in reading order.
    pub fn pieces(&self, kiosk: &Kiosk) -> Vec<Piece> {
        self.draw(kiosk, Vec::new()).1
    }

    /// Presses what is called `name`, as a screen reader does.
    ///
    /// # Errors
    /// Nothing that can be pressed is called so; the error names what can be.
    pub fn press(&self, kiosk: &mut Kiosk, name: &str) -> Result<(), Error> {
        let pieces = self.pieces(kiosk);
        let touchable = |piece: &&Piece| {
            piece.is_enabled && matches!(piece.role, Role::Button | Role::RadioButton | Role::CheckBox)
        };
        let there: Vec<_> = pieces.iter().filter(touchable).collect();
        let wanted = there.iter().find(|piece| piece.name == name).ok_or_else(|| {
            let names: Vec<_> = there.iter().map(|piece| piece.name.as_str()).collect();
            format!("nothing called {name:?} can be pressed; there are {names:?}")
        })?;
        let request = ActionRequest {
            action: Action::Click,
            target_tree: TreeId::ROOT,
            target_node: wanted.node,
            data: None,
        };
        self.happen(kiosk, vec![Event::AccessKitActionRequest(request)]);
        Ok(())
    }

    /// Types on a ten-key pad: digits and `. / * + -`; a line's end is Enter, and `<` takes a digit back.
    pub fn type_keys(&self, kiosk: &mut Kiosk, keys: &str) {
        for key in keys.chars() {
            let event = match key {
                '\n' => pressed(Key::Enter),
                '<' => pressed(Key::Backspace),
                _ => Event::Text(key.to_string()),
            };
            self.happen(kiosk, vec![event]);
        }
    }

    fn happen(&self, kiosk: &mut Kiosk, events: Vec<Event>) {
        let (touches, _) = self.draw(kiosk, events);
        touches.into_iter().for_each(|touch| kiosk.touch(touch));
    }

    fn draw(&self, kiosk: &Kiosk, events: Vec<Event>) -> (Vec<Touch>, Vec<Piece>) {
        let view = screen::view(kiosk.session());
        let stage = Stage {
            texts: &self.texts,
            languages: &self.languages,
            help: None,
            preview: None,
            cleared: None,
            width_mm: None,
            speaks: kiosk.speaks(),
            seconds: 0.0,
            age: None,
        };
        let window = Rect::from_min_size(Pos2::ZERO, SIZE.into());
        let input = RawInput { screen_rect: Some(window), events, ..RawInput::default() };
        let mut touches = Vec::new();
        let mut output = self.ctx.run_ui(input, |ui| touches.extend(screen::show(ui, &view, &stage)));
        output.textures_delta.clear(); // Nothing is painted.
        let update = output.platform_output.accesskit_update.take();
        let nodes = update.map(|update| update.nodes).unwrap_or_default();
        (touches, nodes.iter().filter_map(|(id, node)| piece(*id, node)).collect())
    }
}

fn pressed(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn piece(id: NodeId, node: &egui::accesskit::Node) -> Option<Piece> {
    let name = node.label().or_else(|| node.value()).filter(|name| !name.is_empty())?.to_owned();
    let is_on = node.toggled().map(|toggled| toggled == Toggled::True);
    let is_enabled = !node.is_disabled();
    (node.role() != Role::Window).then_some(Piece { role: node.role(), name, is_enabled, is_on, node: id })
}
