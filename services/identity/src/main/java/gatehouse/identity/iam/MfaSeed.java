package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import gatehouse.crypto.Entropy;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The seed of a virtual MFA device at the only moment when it is shown: when it was made.
record MfaSeed(byte[] bytes) {
    /// These are the 64 characters of base 32 that AWS's seeds have.
    private static final int SEED_BYTES = 40;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int QR_PIXELS = 250;
    private static final int BLACK = 0;
    private static final int WHITE = 0xFF_FF_FF;

    static MfaSeed next(Entropy entropy) {
        return new MfaSeed(entropy.bytes(SEED_BYTES));
    }

    /// The seed in base 32 (RFC 4648), as ASCII.
    byte[] revealBase32() {
        StringBuilder text = new StringBuilder(bytes.length * 8 / 5);
        long bits = 0;
        int count = 0;
        for (byte each : bytes) {
            bits = (bits << 8) | (each & 0xFF);
            count += 8;
            while (count >= 5) {
                count -= 5;
                text.append(BASE32.charAt((int) (bits >> count) & 31));
            }
        }
        return text.toString().getBytes(US_ASCII);
    }

    /// A QR code, as PNG, from which an authenticator reads the seed.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_VirtualMFADevice.html
    byte[] revealQrCode(String deviceName, String account) {
        String uri = "otpauth://totp/" + URLEncoder.encode(deviceName, UTF_8) + "@" + account + "?secret="
                + new String(revealBase32(), US_ASCII);
        try {
            return png(new QRCodeWriter().encode(uri, BarcodeFormat.QR_CODE, QR_PIXELS, QR_PIXELS));
        } catch (WriterException _) {
            // The cause may quote the seed: it is left behind.
            throw new IllegalStateException("a name of an MFA device is too long for a QR code");
        }
    }

    /// In memory alone: what ImageIO would do by itself is to keep a file for the while.
    private static byte[] png(BitMatrix code) {
        BufferedImage image = new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                image.setRGB(x, y, code.get(x, y) ? BLACK : WHITE);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return "MfaSeed";
    }
}
