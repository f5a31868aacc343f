//! The real phone: software keys and the core behind the [`Startup`] and [`Gateway`] seams.
//!
//! [`Gateway`]: crate::gateway::Gateway

mod codes;
mod deeds;
mod flows;
mod gateway;
mod problems;
mod requests;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use assenso_core::authenticator::{Authenticator, Options};
use assenso_core::ports::Clock;
use assenso_core::secret::SecretText;
use async_trait::async_trait;

use self::gateway::RealGateway;
use self::problems::{of_folder, of_open, of_pin};
use crate::gateway::{Opened, Problem, Startup};
use crate::keys::{Cost, Pin, PinPrompt, Safe, SoftwareKeys};

/// A phone in a folder, before its PIN was entered.
pub struct RealStartup {
    safe: Arc<Safe>,
    clock: Arc<dyn Clock>,
    prompt: Arc<dyn PinPrompt>,
    options: Options,
}

impl std::fmt::Debug for RealStartup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RealStartup")
    }
}

impl RealStartup {
    /// Opens the folder, not yet the phone.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    pub fn open(
        folder: &Path,
        cost: Cost,
        clock: Arc<dyn Clock>,
        prompt: Arc<dyn PinPrompt>,
        options: Options,
    ) -> Result<Self, Problem> {
        let safe = Arc::new(Safe::open(folder, cost).map_err(|error| of_folder(&error))?);
        Ok(Self { safe, clock, prompt, options })
    }

    async fn opened(&self, keys: SoftwareKeys) -> Result<Opened, Problem> {
        let (store, options) = (self.safe.store_path(), self.options.clone());
        let core = Authenticator::open(&store, keys.platform(), options).await;
        let core = core.map_err(|error| of_open(&error))?;
        let notifications = keys.notifications();
        let gateway = RealGateway::new(core, keys, Arc::clone(&self.clock));
        Ok(Opened { gateway: Arc::new(gateway), notifications })
    }
}

#[async_trait]
impl Startup for RealStartup {
    fn is_new(&self) -> bool {
        self.safe.is_new()
    }

    fn wait_left(&self) -> Duration {
        self.safe.wait_left(self.clock.boot()).unwrap_or_default()
    }

    async fn set_pin(&self, pin: SecretText) -> Result<Opened, Problem> {
        let pin = Pin::parse(pin).map_err(|_| Problem::PinForm)?;
        let (safe, clock) = (Arc::clone(&self.safe), Arc::clone(&self.clock));
        let keys = SoftwareKeys::set_pin(safe, pin, clock, Arc::clone(&self.prompt)).await;
        self.opened(keys.map_err(|error| of_pin(&error))?).await
    }

    async fn unlock(&self, pin: SecretText) -> Result<Opened, Problem> {
        let pin = Pin::parse(pin).map_err(|_| Problem::PinForm)?;
        let (safe, clock) = (Arc::clone(&self.safe), Arc::clone(&self.clock));
        let keys = SoftwareKeys::unlock(safe, pin, clock, Arc::clone(&self.prompt)).await;
        self.opened(keys.map_err(|error| of_pin(&error))?).await
    }
}

#[cfg(test)]
mod tests;
