// An outline of the Security framework, from Apple's documented signatures, as far as the app uses it. Each symbol has the iOS version
// that introduced it. Core Foundation's types stand for the Swift types that they are bridged to. Never part of the app.

@_exported import Foundation

public typealias CFString = String  // iOS 2.0
public typealias CFData = Data  // iOS 2.0
public typealias CFDictionary = [String: Any]  // iOS 2.0
public typealias CFTypeRef = AnyObject  // iOS 2.0
public typealias CFError = NSError  // iOS 2.0
public typealias CFAllocator = NSObject  // iOS 2.0
public typealias OSStatus = Int32  // iOS 2.0

public func CFErrorGetDomain(_ error: CFError) -> CFString { error.domain }  // iOS 2.0
public func CFErrorGetCode(_ error: CFError) -> Int { error.code }  // iOS 2.0

public final class SecKey: @unchecked Sendable {  // iOS 2.0
    /// Not Apple's: what a test's key is.
    public let tag: Data
    public init(tag: Data) { self.tag = tag }
}

public final class SecAccessControl: @unchecked Sendable {  // iOS 8.0
    /// Not Apple's: what it was made of.
    public let protection: String
    public let flags: SecAccessControlCreateFlags
    public init(protection: String, flags: SecAccessControlCreateFlags) { (self.protection, self.flags) = (protection, flags) }
}

public struct SecAccessControlCreateFlags: OptionSet, Hashable, Sendable {  // iOS 8.0
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let userPresence = SecAccessControlCreateFlags(rawValue: 1)
    public static let biometryCurrentSet = SecAccessControlCreateFlags(rawValue: 8)  // iOS 11.3
    public static let privateKeyUsage = SecAccessControlCreateFlags(rawValue: 1 << 30)  // iOS 9.0
}

public struct SecKeyAlgorithm: Sendable {  // iOS 10.0
    public static let ecdsaSignatureMessageX962SHA256 = SecKeyAlgorithm()
}

public let errSecSuccess: OSStatus = 0  // iOS 2.0
public let errSecParam: OSStatus = -50  // iOS 2.0
public let errSecUserCanceled: OSStatus = -128  // iOS 2.0
public let errSecNotAvailable: OSStatus = -25_291  // iOS 2.0
public let errSecAuthFailed: OSStatus = -25_293  // iOS 2.0
public let errSecDuplicateItem: OSStatus = -25_299  // iOS 2.0
public let errSecItemNotFound: OSStatus = -25_300  // iOS 2.0
public let errSecInteractionNotAllowed: OSStatus = -25_308  // iOS 2.0
public let errSecDecode: OSStatus = -26_275  // iOS 2.0
public let errSecMissingEntitlement: OSStatus = -34_018  // iOS 10.0

public let kSecClass: CFString = "class"  // iOS 2.0
public let kSecClassKey: CFString = "keys"  // iOS 2.0
public let kSecClassGenericPassword: CFString = "genp"  // iOS 2.0
public let kSecAttrService: CFString = "svce"  // iOS 2.0
public let kSecAttrAccount: CFString = "acct"  // iOS 2.0
public let kSecAttrAccessGroup: CFString = "agrp"  // iOS 3.0
public let kSecAttrAccessible: CFString = "pdmn"  // iOS 4.0
public let kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly: CFString = "cku"  // iOS 4.0
public let kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly: CFString = "akpu"  // iOS 8.0
public let kSecAttrAccessControl: CFString = "accc"  // iOS 8.0
public let kSecAttrSynchronizable: CFString = "sync"  // iOS 7.0
public let kSecAttrApplicationTag: CFString = "atag"  // iOS 2.0
public let kSecAttrKeyType: CFString = "type"  // iOS 2.0
public let kSecAttrKeyTypeECSECPrimeRandom: CFString = "73"  // iOS 10.0
public let kSecAttrKeySizeInBits: CFString = "bsiz"  // iOS 2.0
public let kSecAttrIsPermanent: CFString = "perm"  // iOS 2.0
public let kSecAttrTokenID: CFString = "tkid"  // iOS 9.0
public let kSecAttrTokenIDSecureEnclave: CFString = "com.apple.setoken"  // iOS 9.0
public let kSecPrivateKeyAttrs: CFString = "private"  // iOS 2.0
public let kSecReturnRef: CFString = "r_Ref"  // iOS 2.0
public let kSecReturnData: CFString = "r_Data"  // iOS 2.0
public let kSecReturnAttributes: CFString = "r_Attributes"  // iOS 2.0
public let kSecMatchLimit: CFString = "m_Limit"  // iOS 2.0
public let kSecMatchLimitAll: CFString = "m_LimitAll"  // iOS 2.0
public let kSecMatchLimitOne: CFString = "m_LimitOne"  // iOS 2.0
public let kSecUseAuthenticationContext: CFString = "u_AuthCtx"  // iOS 9.0
public let kSecValueData: CFString = "v_Data"  // iOS 2.0
public let kSecRandomDefault: Int? = nil  // iOS 2.0

public func SecAccessControlCreateWithFlags(  // iOS 8.0
    _ allocator: CFAllocator?, _ protection: Any, _ flags: SecAccessControlCreateFlags,
    _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?
) -> SecAccessControl? { fatalError("an outline does not run") }
public func SecKeyCreateRandomKey(  // iOS 10.0
    _ parameters: CFDictionary, _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?
) -> SecKey? { fatalError("an outline does not run") }
public func SecKeyCopyPublicKey(_ key: SecKey) -> SecKey? { fatalError("an outline does not run") }  // iOS 10.0
public func SecKeyCopyExternalRepresentation(  // iOS 10.0
    _ key: SecKey, _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?
) -> CFData? { fatalError("an outline does not run") }
public func SecKeyCreateSignature(  // iOS 10.0
    _ key: SecKey, _ algorithm: SecKeyAlgorithm, _ dataToSign: CFData, _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?
) -> CFData? { fatalError("an outline does not run") }
public func SecItemCopyMatching(_ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {  // iOS 2.0
    fatalError("an outline does not run")
}
public func SecItemAdd(_ attributes: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {  // iOS 2.0
    fatalError("an outline does not run")
}
public func SecItemUpdate(_ query: CFDictionary, _ attributesToUpdate: CFDictionary) -> OSStatus {  // iOS 2.0
    fatalError("an outline does not run")
}
public func SecItemDelete(_ query: CFDictionary) -> OSStatus { fatalError("an outline does not run") }  // iOS 2.0
public func SecRandomCopyBytes(_ rnd: Int?, _ count: Int, _ bytes: UnsafeMutableRawPointer) -> Int32 {  // iOS 2.0
    fatalError("an outline does not run")
}
