package gatehouse.crypto.asymmetric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.Fixtures.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/// Both ways between us and the `openssl` command, with all that OpenSSL 3.0 has: not ML-DSA, Ed25519ph, and
/// ECDH on SM2's curve. Of ML-DSA, [KnownAnswersTest] holds what a newer one computed. Where there is no such
/// command, the tests fail.
class OpensslTest {
    private static final byte[] MESSAGE = "What OpenSSL signs, we verify".getBytes(UTF_8);

    @TempDir
    private Path folder;

    static Stream<Use> uses() {
        return Fixtures.uses().stream().filter(use -> switch (use.algorithm()) {
            case ML_DSA_SHAKE_256, ED25519_PH_SHA_512 -> false;
            case SM2DSA, ED25519_SHA_512 -> use.type() == MessageType.RAW;
            case RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512 -> true;
            case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512 -> true;
            case ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512 -> true;
        });
    }

    @ParameterizedTest
    @MethodSource("uses")
    void weVerifyWhatOpensslSigns(Use use) throws Exception {
        write("key.der", Fixtures.key(use.spec()).privateKey().revealSecret());
        write("message", use.input(MESSAGE));

        openssl(command(use, "-sign", "-inkey", "key.der", "-out", "signature"));

        for (Toolkit toolkit : Toolkit.values()) {
            assertThat(use.verify(toolkit, MESSAGE, read("signature"))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void opensslVerifiesWhatWeSign(Use use) throws Exception {
        write("key.der", Fixtures.key(use.spec()).publicKey());
        write("message", use.input(MESSAGE));
        for (Toolkit toolkit : Toolkit.values()) {
            write("signature", use.sign(toolkit, MESSAGE));

            String said = openssl(command(use, "-verify", "-pubin", "-inkey", "key.der", "-sigfile", "signature"));

            assertThat(said).contains("Signature Verified Successfully");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"RSA_.*", "SM2"})
    void eachDecryptsWhatTheOtherEncrypts(KeyPairSpec spec) throws Exception {
        write("private.der", Fixtures.key(spec).privateKey().revealSecret());
        write("public.der", Fixtures.key(spec).publicKey());
        write("plaintext", MESSAGE);
        for (EncryptionAlgorithm algorithm : spec.encryptionAlgorithms()) {
            openssl(command(algorithm, "-encrypt", "-pubin", "-inkey", "public.der", "-in", "plaintext", "-out", "c"));
            for (Toolkit toolkit : Toolkit.values()) {
                assertThat(Fixtures.privateKey(spec, toolkit).decrypt(algorithm, read("c")))
                        .isEqualTo(MESSAGE);
                write("ours", Fixtures.publicKey(spec, toolkit).encrypt(algorithm, MESSAGE));
                openssl(command(algorithm, "-decrypt", "-inkey", "private.der", "-in", "ours", "-out", "opened"));
                assertThat(read("opened")).isEqualTo(MESSAGE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "ECC_NIST_P.*")
    void bothAgreeOnASecret(KeyPairSpec spec) throws Exception {
        KeyPairMaterial theirs = spec.generate();
        write("private.der", theirs.privateKey().revealSecret());
        write("public.der", Fixtures.key(spec).publicKey());

        openssl(List.of(
                "pkeyutl",
                "-derive",
                "-keyform",
                "DER",
                "-inkey",
                "private.der",
                "-peerform",
                "DER",
                "-peerkey",
                "public.der",
                "-out",
                "secret"));

        for (Toolkit toolkit : Toolkit.values()) {
            assertThat(Fixtures.privateKey(spec, toolkit).agree(theirs.publicKey()))
                    .isEqualTo(read("secret"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = "ML_DSA_.*")
    void weImportItsKeysAndItReadsOurs(KeyPairSpec spec) throws Exception {
        List<String> generate = new ArrayList<>(List.of("genpkey", "-out", "key.pem"));
        generate.addAll(
                switch (spec) {
                    case RSA_2048 -> List.of("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048");
                    case RSA_3072 -> List.of("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072");
                    case RSA_4096 -> List.of("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096");
                    case ECC_NIST_P256 -> List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
                    case ECC_NIST_P384 -> List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384");
                    case ECC_NIST_P521 -> List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521");
                    case ECC_SECG_P256K1 -> List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1");
                    case SM2 -> List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2");
                    case ECC_NIST_EDWARDS25519 -> List.of("-algorithm", "ED25519");
                    case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> throw new IllegalArgumentException("Not in OpenSSL 3.0");
                });
        openssl(generate);
        openssl(List.of("pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER", "-out", "key.der"));
        openssl(List.of("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der"));

        KeyPairMaterial imported = spec.imported(SecretBytes.owning(read("key.der")));

        assertThat(imported.publicKey()).isEqualTo(read("public.der"));
        write("ours.der", imported.privateKey().revealSecret());
        openssl(List.of("pkey", "-inform", "DER", "-in", "ours.der", "-pubout", "-outform", "DER", "-out", "again"));
        assertThat(read("again")).isEqualTo(read("public.der"));
    }

    private static List<String> command(Use use, String... options) {
        List<String> command = new ArrayList<>(List.of("pkeyutl", "-keyform", "DER", "-in", "message"));
        command.addAll(Arrays.asList(options));
        String digest = switch (use.algorithm().hash()) {
            case SHA_256 -> "sha256";
            case SHA_384 -> "sha384";
            case SHA_512 -> "sha512";
            case SM3 -> "sm3";
            case SHA_1, SHAKE_256 -> throw new IllegalArgumentException("No hash of signatures here");
        };
        if (use.type() == MessageType.RAW) {
            command.add("-rawin");
        }
        command.addAll(
                switch (use.algorithm()) {
                    case RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512 ->
                        List.of("-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:digest");
                    case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512 ->
                        List.of("-pkeyopt", "rsa_padding_mode:pkcs1");
                    case SM2DSA -> List.of("-pkeyopt", "distid:1234567812345678");
                    case ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512, ML_DSA_SHAKE_256 -> List.<String>of();
                    case ED25519_SHA_512, ED25519_PH_SHA_512 -> List.<String>of();
                });
        if (use.algorithm() != SigningAlgorithm.ED25519_SHA_512) {
            command.addAll(
                    use.type() == MessageType.RAW
                            ? List.of("-digest", digest)
                            : List.of("-pkeyopt", "digest:" + digest));
        }
        return command;
    }

    private static List<String> command(EncryptionAlgorithm algorithm, String... options) {
        List<String> command = new ArrayList<>(List.of("pkeyutl", "-keyform", "DER"));
        command.addAll(Arrays.asList(options));
        command.addAll(
                switch (algorithm) {
                    case RSAES_OAEP_SHA_1 -> oaep("sha1");
                    case RSAES_OAEP_SHA_256 -> oaep("sha256");
                    case SM2PKE -> List.<String>of();
                });
        return command;
    }

    private static List<String> oaep(String digest) {
        return List.of(
                "-pkeyopt", "rsa_padding_mode:oaep",
                "-pkeyopt", "rsa_oaep_md:" + digest,
                "-pkeyopt", "rsa_mgf1_md:" + digest);
    }

    private String openssl(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).describedAs("%s: %s", command, said).isZero();
        return said;
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }
}
