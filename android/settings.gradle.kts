// The build for people with Google's SDK and NDK: devices, stores, Android Studio. What is tested on every change is the Maven build beside it.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
        // The Kotlin half of the core's certificate verifier lies in a repository inside of its crate.
        maven {
            url = uri(providers.exec { commandLine("$settingsDir/maven/verifier.sh") }.standardOutput.asText.get().trim())
            metadataSources { artifact() }
            content { includeGroup("rustls") }
        }
    }
}

rootProject.name = "assenso"
include(":bridge", ":ui", ":app")
