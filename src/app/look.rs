//! The authority's own look of documents: its folder is remembered, read and told about.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use crate::{report::Template, storage::TemplateError};

use super::{Effect, News, Session};

impl Session {
    /// Has a template read and remembered; without folder, ours is used again.
    pub(super) fn use_template(&mut self, folder: Option<PathBuf>) -> Vec<Effect> {
        self.options.template = None;
        let mut effects = self.set(|settings| settings.template.clone_from(&folder));
        effects.extend(folder.map(Effect::ReadTemplate));
        effects
    }

    /// Takes in the files of a template, and tells what is wrong with them.
    pub(super) fn template_read(&mut self, read: Result<BTreeMap<String, Vec<u8>>, TemplateError>) {
        match read {
            Ok(files) => {
                let (template, problems) = Template::read(files);
                self.options.template = Some(Arc::new(template));
                for problem in problems {
                    self.tell(News::Template(problem));
                }
            }
            Err(error) => self.tell(News::NoTemplate(error)),
        }
    }
}
