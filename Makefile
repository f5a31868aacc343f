# Targets are short; longer work is in a script beside what it serves, whose header says what, why and usage.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help build bindings android android-check ios ios-app screens demo lint test bench doc clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything
	cargo build --workspace --locked

bindings: ## Generate the Kotlin and Swift bindings into build/bindings
	bindings/generate.sh

android: ## Build and test the Android shell, and build its APK
	cargo build --workspace --locked && bindings/generate.sh
	android/run.sh

android-check: ## Type-check the core and the bindings for Android, without an NDK
	android/check-rust.sh

ios: ## Build and test the iOS app against outlines of Apple's frameworks
	cargo build --workspace --locked && bindings/generate.sh
	ios/run.sh

ios-app: ## Build the iOS app with Xcode, on a Mac
	ios/build.sh

screens: ## Take a picture of every screen of the Android app (ACCEPT=1: keep them as looked at)
	cargo build --workspace --locked && bindings/generate.sh
	android/screens.sh $(if $(ACCEPT),--accept)

demo: ## Approve a sign-in on a phone in this terminal (AUTO=1: play it unattended)
	cargo build --quiet --locked --workspace --bins
	target/debug/demo $(if $(AUTO),--auto)

lint: ## The gates that need no test run: source rules, format, spelling, clippy
	tests/gates/run.sh source format spelling clippy

test: ## Every gate, then every test; nothing is skipped with CI=true
	tests/gates/run.sh

bench: ## Measure a crossing of the bindings, the release library, and the waits of the Android app
	tests/bench/run.sh

doc: ## Build the API documentation
	cargo doc --workspace --no-deps --locked

clean: ## Remove what was built
	cargo clean && rm -rf build
