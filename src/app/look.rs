//! The authority's own look of documents: its folder is remembered, read and told about.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    report::{
        Template,
        template::{Logo, TemplateProblem},
    },
    storage::TemplateError,
};

use super::{Effect, News, Session};

impl Session {
    /// Has a template read and remembered; without folder, ours is used again.
    pub(super) fn use_template(&mut self, folder: Option<PathBuf>) -> Vec<Effect> {
        self.options.template = None;
        let mut effects = self.set(|settings| settings.template.clone_from(&folder));
        effects.extend(folder.map(Effect::ReadTemplate));
        effects
    }

    /// Has a logo read and remembered; without file, that of the template is used again.
    pub(super) fn use_logo(&mut self, file: Option<PathBuf>) -> Vec<Effect> {
        self.options.logo = None;
        let mut effects = self.set(|settings| settings.logo.clone_from(&file));
        effects.extend(file.map(Effect::ReadLogo));
        effects
    }

    /// Takes in a logo, and tells what is wrong with it.
    pub(super) fn logo_read(&mut self, path: &Path, read: Result<Vec<u8>, TemplateError>) {
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => return self.tell(News::NoTemplate(error)),
        };
        let fault = match Logo::read(&bytes, crate::questionnaire::Text::default()) {
            Ok((logo, remark)) => {
                self.options.logo = Some(Arc::new(logo));
                remark
            }
            Err(fault) => Some(fault),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(fault) = fault {
            self.tell(News::Template(TemplateProblem::of(&name, fault)));
        }
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
