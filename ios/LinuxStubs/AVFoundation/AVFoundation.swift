// An outline of AVFoundation, from Apple's documented signatures, as far as the app uses it. Each symbol has the iOS version that introduced
// it. Never part of the app.

import Dispatch
@_exported import UIKit

public struct AVMediaType: Hashable, Sendable {  // iOS 4.0
    public static let video = AVMediaType()
}

public enum AVAuthorizationStatus: Int, Sendable { case notDetermined, restricted, denied, authorized }  // iOS 7.0

public final class AVCaptureDevice: NSObject, @unchecked Sendable {  // iOS 4.0
    public static func authorizationStatus(for mediaType: AVMediaType) -> AVAuthorizationStatus { .notDetermined }  // iOS 7.0
    public static func requestAccess(for mediaType: AVMediaType) async -> Bool { false }  // iOS 7.0
    public static func `default`(for mediaType: AVMediaType) -> AVCaptureDevice? { nil }
}

open class AVCaptureInput: NSObject {}  // iOS 4.0
public final class AVCaptureDeviceInput: AVCaptureInput {  // iOS 4.0
    public init(device: AVCaptureDevice) throws {}
}

open class AVCaptureOutput: NSObject {}  // iOS 4.0
public final class AVCaptureMetadataOutput: AVCaptureOutput {  // iOS 6.0
    public override init() {}
    public var metadataObjectTypes: [AVMetadataObject.ObjectType]! = []
    public func setMetadataObjectsDelegate(_ objectsDelegate: (any AVCaptureMetadataOutputObjectsDelegate)?, queue: DispatchQueue?) {}
}

open class AVCaptureConnection: NSObject {}  // iOS 4.0

open class AVMetadataObject: NSObject {  // iOS 6.0
    public struct ObjectType: Hashable, Sendable {
        public static let qr = ObjectType()  // iOS 7.0
    }
}

public final class AVMetadataMachineReadableCodeObject: AVMetadataObject {  // iOS 7.0
    public var stringValue: String? { nil }
}

public protocol AVCaptureMetadataOutputObjectsDelegate: NSObjectProtocol {  // iOS 6.0
    func metadataOutput(
        _ output: AVCaptureMetadataOutput, didOutput metadataObjects: [AVMetadataObject], from connection: AVCaptureConnection)
}

public final class AVCaptureSession: NSObject {  // iOS 4.0
    public override init() {}
    public func canAddInput(_ input: AVCaptureInput) -> Bool { false }
    public func addInput(_ input: AVCaptureInput) {}
    public func canAddOutput(_ output: AVCaptureOutput) -> Bool { false }
    public func addOutput(_ output: AVCaptureOutput) {}
    public func startRunning() {}
    public func stopRunning() {}
}

public struct AVLayerVideoGravity: Sendable {  // iOS 4.0
    public static let resizeAspectFill = AVLayerVideoGravity()
}

public final class AVCaptureVideoPreviewLayer: CALayer, @unchecked Sendable {  // iOS 4.0
    public init(session: AVCaptureSession) {}
    public var videoGravity = AVLayerVideoGravity.resizeAspectFill
}
