package gatehouse.server.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a server: the only place where they are defined, for who reads them and for who prints them.
enum ServeOption {
    DATA("FOLDER", "Where everything is kept (default: ~/.gatehouse)."),
    HOST("ADDRESS", "The address to listen on (default: 127.0.0.1)."),
    PORT("PORT", "The port to listen on, 0 for any free one (default: 4566)."),
    ACCOUNT("ID", "The operator's account, made at the first start (default: 000000000000)."),
    ROOT_CREDENTIALS(
            "AKID:SECRET",
            "The root user's access key, of your choice (default: one is made).",
            "Prefer GATEHOUSE_ROOT_CREDENTIALS: other users see a command line."),
    ROOT_KEY("FILE", "The key that seals all secrets (default: root.key in the data folder)."),
    PASSPHRASE_FILE(
            "FILE",
            "The passphrase that seals all secrets instead of a file, - for standard input;",
            "or GATEHOUSE_PASSPHRASE; or it is asked for where the data need it."),
    TOKEN_LIBRARY("FILE", "The library of a PKCS#11 token whose key can seal all secrets."),
    TOKEN("LABEL", "The token, for data that are not sealed yet."),
    TOKEN_KEY("LABEL", "The AES key in it, made where there is none, for data that are not sealed yet."),
    TOKEN_PIN_FILE("FILE", "The token's PIN, - for standard input; or GATEHOUSE_TOKEN_PIN; or it is asked for."),
    /// On or off, like those below.
    SEALED(
            "",
            "Start sealed: nothing but /_gatehouse/health is served until ./gatehouse unseal",
            "gives the passphrase (or PIN) that the data are sealed under."),
    QUOTAS("NAME=N,...", "Quotas other than AWS's defaults, such as UsersPerAccount=20000."),
    HSMS("FILE", "The PKCS#11 tokens that CloudHSM's clusters may stand on (docs/hsms.md; default: none)."),
    XKS("FILE", "The external key store proxies that KMS may call (docs/external-key-stores.md; default: none)."),
    /// On or off: it takes no value, and its variable is `true` or `false`.
    TLS(
            "",
            "Speak HTTPS with certificates of the server's own authority, made at the first start",
            "(./gatehouse ca prints it), or with those of --tls-certificate."),
    TLS_NAMES("NAME,...", "More host names for the own certificates, such as kms.example.com or *.example.com."),
    TLS_CERTIFICATE(
            "FILE",
            "A certificate with its chain in PEM instead of the own; can be repeated,",
            "and clients choose by server name (SNI). Implies --tls."),
    TLS_KEY("FILE", "The private key of a --tls-certificate in PEM, in the same order."),
    /// The same.
    EPHEMERAL(
            "",
            "Keep the data in a temporary folder that is removed at exit,",
            "and serve /_gatehouse/reset and /_gatehouse/clock.");

    final String label;
    private final String first;
    private final String second;

    ServeOption(String label, String description) {
        this(label, description, "");
    }

    ServeOption(String label, String first, String second) {
        this.label = label;
        this.first = first;
        this.second = second;
    }

    String[] description() {
        return second.isEmpty() ? new String[] {first} : new String[] {first, second};
    }

    /// Whether it may be given several times; its values are joined by commas then.
    boolean isRepeatable() {
        return switch (this) {
            case TLS_CERTIFICATE, TLS_KEY, TLS_NAMES -> true;
            case DATA,
                    HOST,
                    PORT,
                    ACCOUNT,
                    ROOT_CREDENTIALS,
                    ROOT_KEY,
                    PASSPHRASE_FILE,
                    TOKEN_LIBRARY,
                    TOKEN,
                    TOKEN_KEY,
                    TOKEN_PIN_FILE,
                    SEALED,
                    QUOTAS,
                    HSMS,
                    XKS,
                    TLS,
                    EPHEMERAL -> false;
        };
    }

    boolean takesValue() {
        return !label.isEmpty();
    }

    /// As it stands on a command line: `--root-key`.
    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The environment variable of an option: `--root-key` has `GATEHOUSE_ROOT_KEY`.
    static @Nullable String variable(String flag) {
        return System.getenv("GATEHOUSE_" + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /// The values of a command line that asks for nothing but a server, in the plainest way; null for any other.
    /// A start takes much less time than with the reader that knows every way, and what to say about mistakes.
    static @Nullable Map<ServeOption, String> plain(List<String> arguments) {
        Map<ServeOption, String> values = new EnumMap<>(ServeOption.class);
        for (int i = 0; i < arguments.size(); i++) {
            ServeOption option = of(arguments.get(i));
            if (option == null) {
                return null;
            }
            String value = "true";
            if (option.takesValue()) {
                i++;
                value = i < arguments.size() ? arguments.get(i) : "";
                if (value.isEmpty() || value.startsWith("-") || value.startsWith("@")) {
                    return null;
                }
            }
            String before = values.putIfAbsent(option, value);
            if (before != null) {
                if (!option.isRepeatable()) {
                    return null;
                }
                values.put(option, before + "," + value);
            }
        }
        for (ServeOption option : values()) {
            String value = variable(option.flag());
            if (value != null) {
                values.putIfAbsent(option, value);
            }
        }
        return values;
    }

    private static @Nullable ServeOption of(String argument) {
        for (ServeOption option : values()) {
            if (option.flag().equals(argument)) {
                return option;
            }
        }
        return null;
    }
}
