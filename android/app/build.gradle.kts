plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose.compiler)
}

android {
    namespace = "org.assenso.app"
    compileSdk = 37
    defaultConfig {
        applicationId = "org.assenso.app"
        minSdk = 30
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        manifestPlaceholders["linkHost"] = providers.environmentVariable("ASSENSO_LINK_HOST").getOrElse("mail.example")
    }
    androidResources { localeFilters += listOf("en", "it") }
    // What brings push: UnifiedPush alone, or Google's services too. Nothing differs yet.
    flavorDimensions += "push"
    productFlavors {
        create("foss") { dimension = "push" }
        create("gms") { dimension = "push" }
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "../maven/proguard.pro")
        }
    }
    buildFeatures { compose = true }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

dependencies {
    implementation(project(":ui"))
    implementation(libs.activity.compose)
    implementation(libs.core.ktx)
    implementation(libs.lifecycle.viewmodel.compose)
    implementation(libs.rustls.platform.verifier)
    implementation(libs.zxing)
}
