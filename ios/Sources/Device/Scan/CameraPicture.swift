// What the camera sees, and the QR codes in it.

import AVFoundation
import SwiftUI
import UIKit

/// Runs for as long as it is on the screen.
public struct CameraPicture: UIViewRepresentable {
    private let read: @MainActor (String) -> Void
    private let fail: @MainActor () -> Void

    public init(read: @escaping @MainActor (String) -> Void, fail: @escaping @MainActor () -> Void) {
        (self.read, self.fail) = (read, fail)
    }

    public func makeCoordinator() -> QRReader { QRReader(read) }

    public func makeUIView(context: Context) -> CameraView {
        let reader = context.coordinator
        let view = CameraView(session: reader.session)
        if !reader.begin() { Task { fail() } }
        return view
    }

    public func updateUIView(_ view: CameraView, context: Context) {}

    public static func dismantleUIView(_ view: CameraView, coordinator: QRReader) { coordinator.end() }
}

/// A view that shows a session's picture over its whole size.
public final class CameraView: UIView {
    private let picture: AVCaptureVideoPreviewLayer

    init(session: AVCaptureSession) {
        picture = AVCaptureVideoPreviewLayer(session: session)
        super.init(frame: .zero)
        picture.videoGravity = .resizeAspectFill
        layer.addSublayer(picture)
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) { nil }

    public override func layoutSubviews() {
        super.layoutSubviews()
        picture.frame = bounds
    }
}

/// Tells of every QR code that is in the picture.
public final class QRReader: NSObject, AVCaptureMetadataOutputObjectsDelegate {
    let session = AVCaptureSession()
    private let read: @MainActor (String) -> Void
    /// Starting and stopping wait for the hardware.
    private let queue = DispatchQueue(label: "org.assenso.camera")

    init(_ read: @escaping @MainActor (String) -> Void) { self.read = read }

    /// False if there is no camera to be had.
    func begin() -> Bool {
        let output = AVCaptureMetadataOutput()
        guard let camera = AVCaptureDevice.default(for: .video), let input = try? AVCaptureDeviceInput(device: camera),
            session.canAddInput(input), session.canAddOutput(output)
        else { return false }
        session.addInput(input)
        session.addOutput(output)
        output.setMetadataObjectsDelegate(self, queue: .main)
        output.metadataObjectTypes = [.qr]
        let session = Unchecked(session)
        queue.async { session.value.startRunning() }
        return true
    }

    func end() {
        let session = Unchecked(session)
        queue.async { session.value.stopRunning() }
    }

    public func metadataOutput(
        _ output: AVCaptureMetadataOutput, didOutput metadataObjects: [AVMetadataObject],
        from connection: AVCaptureConnection
    ) {
        let texts = metadataObjects.compactMap { ($0 as? AVMetadataMachineReadableCodeObject)?.stringValue }
        guard let text = texts.first else { return }
        // It is called on the main queue.
        let read = read
        MainActor.assumeIsolated { read(text) }
    }
}
