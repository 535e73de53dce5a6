package gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.pkcs11.TokenLocation;
import gatehouse.keys.cloudhsm.HsmToken;
import gatehouse.keys.cloudhsm.HsmToken.Place;
import gatehouse.policy.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The file in which an operator names the PKCS#11 tokens that CloudHSM's clusters may stand on: Java properties whose
/// names begin with the token's own name. `docs/hsms.md` shows one.
public final class HsmsFile {
    private static final Set<String> MEMBERS = Set.of("library", "token", "pin-file", "region", "mode", "vpc", "hsms");
    private static final Set<String> MODES = Set.of("FIPS", "NON_FIPS");

    private static final Pattern ZONE = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9][a-z]");
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final PropertiesFile file;

    private HsmsFile(PropertiesFile file) {
        this.file = file;
    }

    /// The tokens of a file.
    ///
    /// @throws StartException where it cannot be read or understood, with what to do
    public static List<HsmToken> read(Path file) {
        return new HsmsFile(PropertiesFile.read(file, "--hsms")).tokens();
    }

    private List<HsmToken> tokens() {
        Set<String> names = new TreeSet<>();
        for (String property : file.names()) {
            int dot = property.indexOf('.');
            if (dot < 1 || !MEMBERS.contains(property.substring(dot + 1))) {
                throw file.wrong(
                        property + " is none of NAME.library, .token, .pin-file, .region, .mode, .vpc and .hsms");
            }
            names.add(property.substring(0, dot));
        }
        List<HsmToken> tokens = new ArrayList<>();
        Set<TokenLocation> locations = new HashSet<>();
        for (String name : names) {
            HsmToken token = token(name);
            if (!locations.add(token.location())) {
                throw file.wrong("the token " + token.location().label() + " is there twice");
            }
            tokens.add(token);
        }
        return tokens;
    }

    private HsmToken token(String name) {
        String label = required(name, "token");
        if (label.getBytes(UTF_8).length > TokenLocation.LABEL_BYTES_MAX) {
            throw file.wrong(name + ".token is longer than the label of a token can be");
        }
        String region = required(name, "region");
        if (!Region.isValid(region)) {
            throw file.wrong(name + ".region is no region");
        }
        String mode = file.optional(name + ".mode");
        if (mode != null && !MODES.contains(mode)) {
            throw file.wrong(name + ".mode is neither FIPS nor NON_FIPS");
        }
        List<Place> places = new ArrayList<>();
        for (String place : required(name, "hsms").split(",", -1)) {
            places.add(place(name, region, place.strip().split("\\s+", -1)));
        }
        return new HsmToken(
                name,
                new TokenLocation(path(name, "library"), label),
                path(name, "pin-file"),
                region,
                mode == null ? "NON_FIPS" : mode,
                file.optional(name + ".vpc"),
                places);
    }

    private Place place(String name, String region, String[] words) {
        boolean whole = (words.length == 2
                        || (words.length == 3 && ADDRESS.matcher(words[2]).matches()))
                && ZONE.matcher(words[0]).matches()
                && words[0].startsWith(region)
                && SUBNET.matcher(words[1]).matches();
        if (!whole) {
            throw file.wrong(name + ".hsms is not a list of ZONE SUBNET or ZONE SUBNET ADDRESS, such as \"" + region
                    + "a subnet-0a1b2c3d 10.0.1.10, " + region + "b subnet-1a1b2c3d 10.0.2.10\"");
        }
        return new Place(words[0], words[1], words.length == 2 ? null : words[2]);
    }

    /// Relative to the folder of the file.
    private Path path(String name, String member) {
        return file.resolve(required(name, member));
    }

    private String required(String name, String member) {
        String value = file.optional(name + "." + member);
        if (value == null) {
            throw file.wrong(name + "." + member + " is missing");
        }
        return value;
    }
}
