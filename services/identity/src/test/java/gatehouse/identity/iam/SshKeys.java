package gatehouse.identity.iam;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// SSH public keys: one key in all its forms, as OpenSSL and ssh-keygen wrote them, and others.
final class SshKeys {
    static final String OPENSSH = "ssh-rsa "
            + "AAAAB3NzaC1yc2EAAAADAQABAAABAQDB4EmxQ66z7DC208Oky6TeT79/XvjS66sGH/OvHmwrtVicVZdA"
            + "mIgciNeMH5xCkZS0/U+VxBko4Y6tBhW13dnNv/xFizagYfaVXtLX8EGJbL5/U6CResH/5PTMMLRTLZRV"
            + "yYGmf+D/9IeRDRWp3+Lew8iCfI71OIxFAtIsrRpyg27bnaQJQvx+0Sl8e10IfTpAtujYG8tYOTScm6Ra"
            + "SpgfKQEeYt/AZNFJvSwalWMSNAR6WOlVkijnRP0HP+EfxjP1oxc57EnXZZD/3YgMDRCxbOptognp+I2p"
            + "pONpAlZIlvu8cinuDg0c004NAvyR481RS0pb74L/U9eJxHh5vwdT";

    static final String FINGERPRINT = "c4:f7:ad:1f:3f:ac:7f:25:09:21:96:48:6d:54:a9:75";

    static final String PEM = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAweBJsUOus+wwttPDpMuk
            3k+/f1740uurBh/zrx5sK7VYnFWXQJiIHIjXjB+cQpGUtP1PlcQZKOGOrQYVtd3Z
            zb/8RYs2oGH2lV7S1/BBiWy+f1OgkXrB/+T0zDC0Uy2UVcmBpn/g//SHkQ0Vqd/i
            3sPIgnyO9TiMRQLSLK0acoNu252kCUL8ftEpfHtdCH06QLbo2BvLWDk0nJukWkqY
            HykBHmLfwGTRSb0sGpVjEjQEeljpVZIo50T9Bz/hH8Yz9aMXOexJ12WQ/92IDA0Q
            sWzqbaIJ6fiNqaTjaQJWSJb7vHIp7g4NHNNODQL8kePNUUtKW++C/1PXicR4eb8H
            UwIDAQAB
            -----END PUBLIC KEY-----
            """;

    static final String PKCS1_PEM = """
            -----BEGIN RSA PUBLIC KEY-----
            MIIBCgKCAQEAweBJsUOus+wwttPDpMuk3k+/f1740uurBh/zrx5sK7VYnFWXQJiI
            HIjXjB+cQpGUtP1PlcQZKOGOrQYVtd3Zzb/8RYs2oGH2lV7S1/BBiWy+f1OgkXrB
            /+T0zDC0Uy2UVcmBpn/g//SHkQ0Vqd/i3sPIgnyO9TiMRQLSLK0acoNu252kCUL8
            ftEpfHtdCH06QLbo2BvLWDk0nJukWkqYHykBHmLfwGTRSb0sGpVjEjQEeljpVZIo
            50T9Bz/hH8Yz9aMXOexJ12WQ/92IDA0QsWzqbaIJ6fiNqaTjaQJWSJb7vHIp7g4N
            HNNODQL8kePNUUtKW++C/1PXicR4eb8HUwIDAQAB
            -----END RSA PUBLIC KEY-----
            """;

    /// Of 1024 bits.
    static final String SMALL_PEM = """
            -----BEGIN PUBLIC KEY-----
            MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDDUZmhiEmmBd95I9G9hwK4Xnp/
            vHKuyVQJ45r/8MYlFMjuMUrLfnynP8C5DkAdt0WTOoTL7PiAVQIBKXkajzMM/juF
            WTIuIO6Dq8qgllVzOpNjcH4h1rV1Ef8Bg+7LgdBeHCNRMufSyogE7RlhZiQKvwTM
            Nveyy9KEqJJOM6PnlQIDAQAB
            -----END PUBLIC KEY-----
            """;

    static final String EC_PEM = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEUneW4EtxmsYUsLSQzpk2DIX5ALyF
            W0ZYcE7hLftN1WPpN0mAKfxEId23ub+2ly5gL+USrx94Xo8FGtIbpvTIzQ==
            -----END PUBLIC KEY-----
            """;

    private SshKeys() {}

    /// Another RSA key of 2048 bits, in PEM; its private half nobody knows.
    static String another(int number) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            String base64 = PEM.replaceAll("-----[A-Z ]+-----", "");
            byte[] der = Base64.getMimeDecoder().decode(base64);
            RSAPublicKey key = (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(der));
            BigInteger modulus = key.getModulus().add(BigInteger.TWO.multiply(BigInteger.valueOf(number)));
            byte[] other = factory.generatePublic(new RSAPublicKeySpec(modulus, key.getPublicExponent()))
                    .getEncoded();
            return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(other)
                    + "\n-----END PUBLIC KEY-----";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
