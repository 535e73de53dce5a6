package gatehouse.server.command;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.identity.iam.Quota;
import gatehouse.keys.cloudhsm.HsmToken;
import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.policy.AccountId;
import gatehouse.server.HsmsFile;
import gatehouse.server.RootKeySetting;
import gatehouse.server.RootKeySetting.TokenSetting;
import gatehouse.server.ServerSettings;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.server.ServerSettings.Lifetime;
import gatehouse.server.XksFile;
import gatehouse.server.tls.TlsSetting;
import gatehouse.server.tls.TlsSetting.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the options of a server mean, wherever they were read.
record ServeOptions(Map<ServeOption, String> given) {
    private static final int PORT_MAX = 65_535;
    private static final Pattern QUOTA_VALUE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{16,128}");

    /// @throws CommandException where a value cannot be what it should
    ServerSettings settings() throws IOException {
        String account = text(ServeOption.ACCOUNT, "000000000000");
        int port = port();
        ChosenCredentials chosen = chosen();
        boolean ephemeral = Boolean.parseBoolean(given.get(ServeOption.EPHEMERAL));
        if (!AccountId.isValid(account)) {
            throw new CommandException("--account: an account id has twelve digits, such as 123456789012.");
        }
        Path data = ephemeral ? Files.createTempDirectory("gatehouse-") : DataOption.folder(path(ServeOption.DATA));
        return new ServerSettings(
                data,
                rootKey(data),
                text(ServeOption.HOST, "127.0.0.1"),
                port,
                account,
                chosen,
                ephemeral ? Lifetime.EPHEMERAL : Lifetime.KEPT,
                HttpLimits.DEFAULT,
                tls(),
                quotas(),
                hsms(),
                xks());
    }

    private RootKeySetting rootKey(Path data) {
        Path file = path(ServeOption.ROOT_KEY);
        boolean sealed = Boolean.parseBoolean(given.get(ServeOption.SEALED));
        return new RootKeySetting(
                file != null ? file.toAbsolutePath() : data.resolve("root.key"),
                OperatorSecret.passphrase(given.get(ServeOption.PASSPHRASE_FILE)),
                token(),
                sealed ? RootKeySetting.Start.SEALED : RootKeySetting.Start.UNSEALED);
    }

    private @Nullable TokenSetting token() {
        Path library = path(ServeOption.TOKEN_LIBRARY);
        String token = given.get(ServeOption.TOKEN);
        String key = given.get(ServeOption.TOKEN_KEY);
        if ((token == null) != (key == null) || (token != null && library == null)) {
            throw new CommandException("--token-library, --token and --token-key: give all three to seal new data under"
                    + " a token's key, and the library alone for data that are.");
        }
        return library == null
                ? null
                : new TokenSetting(
                        library.toAbsolutePath(),
                        token,
                        key,
                        OperatorSecret.pin(given.get(ServeOption.TOKEN_PIN_FILE)));
    }

    private String text(ServeOption option, String otherwise) {
        return given.getOrDefault(option, otherwise);
    }

    private @Nullable Path path(ServeOption option) {
        String path = given.get(option);
        return path == null ? null : Path.of(path);
    }

    private int port() {
        int port;
        try {
            port = Integer.parseInt(text(ServeOption.PORT, "4566"));
        } catch (NumberFormatException _) {
            port = -1;
        }
        if (port < 0 || port > PORT_MAX) {
            throw new CommandException("--port: a port is between 0 and 65535.");
        }
        return port;
    }

    private TlsSetting tls() {
        List<String> certificates = list(ServeOption.TLS_CERTIFICATE);
        List<String> keys = list(ServeOption.TLS_KEY);
        List<String> names = list(ServeOption.TLS_NAMES);
        if (certificates.size() != keys.size()) {
            throw new CommandException("--tls-certificate and --tls-key: give as many keys as certificates.");
        }
        if (!certificates.isEmpty()) {
            if (!names.isEmpty()) {
                throw new CommandException("--tls-names: given certificates have names of their own.");
            }
            List<PemFiles> files = new ArrayList<>();
            for (int i = 0; i < certificates.size(); i++) {
                files.add(new PemFiles(
                        Path.of(certificates.get(i)).toAbsolutePath(),
                        Path.of(keys.get(i)).toAbsolutePath()));
            }
            return new TlsSetting.Given(files);
        }
        boolean wanted = Boolean.parseBoolean(given.get(ServeOption.TLS));
        if (!wanted && !names.isEmpty()) {
            throw new CommandException("--tls-names goes with --tls.");
        }
        return wanted ? new TlsSetting.Own(names) : new TlsSetting.Off();
    }

    private List<String> list(ServeOption option) {
        return Arrays.stream(text(option, "").split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private List<HsmToken> hsms() {
        Path file = path(ServeOption.HSMS);
        return file == null ? List.of() : HsmsFile.read(file);
    }

    private XksSettings xks() {
        Path file = path(ServeOption.XKS);
        return file == null ? XksSettings.NONE : XksFile.read(file);
    }

    private Map<Quota, Integer> quotas() {
        Map<Quota, Integer> quotas = new EnumMap<>(Quota.class);
        for (String each : text(ServeOption.QUOTAS, "").split(",", -1)) {
            if (!each.isBlank()) {
                int equals = each.indexOf('=');
                quotas.put(quota(each, equals < 0 ? each : each.substring(0, equals)), number(each, equals + 1));
            }
        }
        return quotas;
    }

    private static Quota quota(String given, String name) {
        for (Quota quota : Quota.values()) {
            if (quota.awsName().equalsIgnoreCase(name.strip())) {
                return quota;
            }
        }
        String known = Arrays.stream(Quota.values()).map(Quota::awsName).collect(Collectors.joining(", "));
        throw new CommandException(
                "--quotas: there is no quota of that name in \"" + given + "\". There are: " + known + ".");
    }

    private static int number(String given, int from) {
        Matcher digits =
                QUOTA_VALUE.matcher(from == 0 ? "" : given.substring(from).strip());
        if (!digits.matches()) {
            throw new CommandException(
                    "--quotas: \"" + given + "\" is not NAME=N with a whole number up to 999999999.");
        }
        return Integer.parseInt(digits.group());
    }

    private @Nullable ChosenCredentials chosen() {
        String rootCredentials = given.get(ServeOption.ROOT_CREDENTIALS);
        if (rootCredentials == null) {
            return null;
        }
        int colon = rootCredentials.indexOf(':');
        String id = colon < 0 ? "" : rootCredentials.substring(0, colon);
        String secret = rootCredentials.substring(colon + 1);
        if (!ACCESS_KEY_ID.matcher(id).matches() || !SECRET.matcher(secret).matches()) {
            throw new CommandException("--root-credentials: give an access key id of 16 to 128 capital letters and"
                    + " digits, a colon, and a secret of 16 to 128 visible characters.");
        }
        return new ChosenCredentials(id, secret);
    }
}
