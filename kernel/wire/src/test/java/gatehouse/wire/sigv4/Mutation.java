package gatehouse.wire.sigv4;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A way to change a signed request so that it is not the signed one any more.
enum Mutation {
    METHOD {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            HttpRequest r = vector.request();
            return Stream.of("HEAD", "PATCH", r.method().toLowerCase(Locale.ROOT), r.method() + "x", "")
                    .map(method ->
                            new HttpRequest(method, r.rawPath(), r.rawQuery(), r.headers(), r.body(), r.connection()));
        }
    },
    PATH {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            HttpRequest r = vector.request();
            return Stream.of(r.rawPath() + "x", "/x/y", r.rawPath() + "%2F", "/%00", "/other")
                    .map(path ->
                            new HttpRequest(r.method(), path, r.rawQuery(), r.headers(), r.body(), r.connection()));
        }
    },
    QUERY_ADDED {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            String query = vector.request().rawQuery();
            String before = query.isEmpty() ? "" : query + "&";
            return Stream.of("x=y", "x", "%20", "=x", "X-Amz-Signature=00", "X-Amz-Algorithm=AWS4-HMAC-SHA256")
                    .map(added -> query(vector, before + added));
        }
    },
    QUERY_VALUE {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            return parameters(vector).flatMap(i -> {
                List<String> pairs = pairs(vector);
                String pair = pairs.get(i);
                int equals = pair.indexOf('=');
                return Stream.of(
                                equals < 0 ? pair + "=x" : pair + "x",
                                equals < 0
                                        ? "x" + pair
                                        : pair.substring(0, equals + 1) + "x" + pair.substring(equals + 1),
                                "x" + pair)
                        .map(changed -> {
                            List<String> other = new ArrayList<>(pairs);
                            other.set(i, changed);
                            return query(vector, String.join("&", other));
                        });
            });
        }
    },
    QUERY_REMOVED {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            return parameters(vector).map(i -> {
                List<String> other = new ArrayList<>(pairs(vector));
                other.remove((int) i);
                return query(vector, String.join("&", other));
            });
        }
    },
    QUERY_TWICE {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            return parameters(vector).map(i -> {
                List<String> other = new ArrayList<>(pairs(vector));
                other.add(other.get(i));
                return query(vector, String.join("&", other));
            });
        }
    },
    HEADER_VALUE {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            return signed(vector).flatMap(i -> {
                String value = vector.request().headers().value(i);
                return Stream.of(value + "x", "x" + value, value.isBlank() ? "y" : "", value + ";")
                        .map(other ->
                                vector.with(rebuilt(vector, i, List.of(other)).build()));
            });
        }
    },
    HEADER_REMOVED {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            return signed(vector)
                    .map(i -> vector.with(rebuilt(vector, i, List.of()).build()));
        }
    },
    HEADER_TWICE {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            return signed(vector).flatMap(i -> {
                String value = vector.request().headers().value(i);
                return Stream.of(value, "other")
                        .map(other -> vector.with(
                                rebuilt(vector, i, List.of(value, other)).build()));
            });
        }
    },
    HEADER_ADDED {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            return Stream.of("x-amz-new", "x-amz-security-token", "host", "x-amz-content-sha256", "authorization")
                    .map(name -> vector.with(
                            rebuilt(vector, -1, List.of()).add(name, "x").build()));
        }
    },
    BODY_BYTE {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            byte[] body = vector.request().body();
            int step = Math.max(1, body.length / 150);
            return covered(
                    vector,
                    IntStream.range(0, body.length)
                            .filter(i -> i % step == 0 || i % 8192 > 8000)
                            .mapToObj(i -> {
                                byte[] other = body.clone();
                                other[i] ^= 1;
                                return other;
                            }));
        }
    },
    BODY_CUT {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            byte[] body = vector.request().body();
            return covered(
                    vector,
                    IntStream.of(0, 1, body.length / 2, body.length - 1)
                            .filter(length -> length >= 0 && length < body.length)
                            .mapToObj(length -> Arrays.copyOf(body, length)));
        }
    },
    BODY_LONGER {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            byte[] body = vector.request().body();
            return covered(vector, Stream.of(1, 2, 100).map(more -> Arrays.copyOf(body, body.length + more)));
        }
    },
    CREDENTIAL {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            String credential = part(vector, "Credential=");
            String[] parts = credential.split("/|%2F", -1);
            return IntStream.range(0, parts.length)
                    .boxed()
                    .flatMap(i -> Stream.of(parts[i] + "x", "", parts[i] + "/x").map(other -> {
                        String[] changed = parts.clone();
                        changed[i] = other;
                        return replaced(
                                vector, credential, String.join(credential.contains("%2F") ? "%2F" : "/", changed));
                    }));
        }
    },
    SIGNATURE {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            String signature = part(vector, "Signature=");
            Stream<String> digits = IntStream.range(0, signature.length())
                    .mapToObj(i -> signature.substring(0, i)
                            + (signature.charAt(i) == '0' ? '1' : '0')
                            + signature.substring(i + 1));
            Stream<String> forms = Stream.of(
                    "", signature + "0", signature + "00", signature.substring(2), signature.toUpperCase(Locale.ROOT));
            return Stream.concat(digits, forms).map(other -> replaced(vector, signature, other));
        }
    },
    SIGNED_HEADERS {
        @Override
        Stream<HttpRequest> of(Vector vector) {
            String names = part(vector, "SignedHeaders=");
            String[] each = names.split(";|%3B", -1);
            String semicolon = names.contains("%3B") ? "%3B" : ";";
            Stream<String> fewer = IntStream.range(0, each.length)
                    .mapToObj(i -> String.join(
                            semicolon,
                            IntStream.range(0, each.length)
                                    .filter(j -> j != i)
                                    .mapToObj(j -> each[j])
                                    .toList()));
            Stream<String> more = Stream.of(
                    names + semicolon + "x", names + semicolon + each[0], names + semicolon + semicolon, "x" + names);
            return Stream.concat(fewer, more).map(other -> replaced(vector, names, other));
        }
    };

    abstract Stream<HttpRequest> of(Vector vector);

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<String> pairs(Vector vector) {
        return Arrays.asList(vector.request().rawQuery().split("&", -1));
    }

    /// The parameters that are there; two ampersands in a row have nothing between them.
    private static Stream<Integer> parameters(Vector vector) {
        List<String> pairs = pairs(vector);
        return IntStream.range(0, pairs.size())
                .filter(i -> !pairs.get(i).isEmpty())
                .boxed();
    }

    private static HttpRequest query(Vector vector, String rawQuery) {
        HttpRequest r = vector.request();
        return new HttpRequest(r.method(), r.rawPath(), rawQuery, r.headers(), r.body(), r.connection());
    }

    /// The headers that the signature covers, and the one that holds it.
    private static Stream<Integer> signed(Vector vector) {
        Headers headers = vector.request().headers();
        String names = ";" + part(vector, "SignedHeaders=").replace("%3B", ";") + ";authorization;";
        return IntStream.range(0, headers.size())
                .filter(i -> names.contains(";" + headers.name(i) + ";"))
                .boxed();
    }

    /// The headers with those values for header `i`.
    private static Headers.Builder rebuilt(Vector vector, int i, List<String> values) {
        Headers original = vector.request().headers();
        Headers.Builder headers = new Headers.Builder();
        for (int each = 0; each < original.size(); each++) {
            for (String value : each == i ? values : List.of(original.value(each))) {
                headers.add(original.name(each), value);
            }
        }
        return headers;
    }

    /// Requests with those bodies, where the body is signed or has a checksum.
    private static Stream<HttpRequest> covered(Vector vector, Stream<byte[]> bodies) {
        HttpRequest r = vector.request();
        boolean presigned = vector.name().startsWith("s3 ") && r.headers().first("authorization") == null;
        String declared = String.valueOf(r.headers().first("x-amz-content-sha256"));
        boolean s3 = vector.rules().payloads() == SignatureRules.Payloads.S3;
        boolean open = presigned || (s3 && declared.strip().equals(Payload.UNSIGNED));
        return open ? Stream.empty() : bodies.map(body -> r.with(r.headers(), body));
    }

    /// What follows that word in the header or query that holds the signature.
    private static String part(Vector vector, String word) {
        String header = vector.request().headers().first("authorization");
        String text = header == null ? vector.request().rawQuery().replace("X-Amz-", "") : header;
        int start = text.indexOf(word) + word.length();
        int end = start;
        while (end < text.length() && "&, ".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }

    private static HttpRequest replaced(Vector vector, String part, String by) {
        Headers headers = vector.request().headers();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals("authorization")) {
                return vector.with(rebuilt(vector, i, List.of(headers.value(i).replace(part, by)))
                        .build());
            }
        }
        return query(vector, vector.request().rawQuery().replace(part, by));
    }
}
