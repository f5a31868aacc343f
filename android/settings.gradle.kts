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
    }
}

rootProject.name = "assenso"
include(":bridge", ":ui", ":app")
