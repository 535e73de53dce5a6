package gatehouse.store;

import gatehouse.store.Table.Index;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record with every type of component that tables store.
public record Person(
        String account,
        String name,
        long visits,
        int age,
        boolean active,
        Kind kind,
        @Nullable Instant seen,
        byte[] secret,
        List<String> groups,
        Map<String, String> tags,
        Map<String, Address> addresses,
        @Nullable Address home) {
    public enum Kind {
        HUMAN,
        MACHINE
    }

    /// A nested record.
    public record Address(String city, @Nullable String street) {}

    public Person {
        groups = List.copyOf(groups);
        tags = Map.copyOf(tags);
        addresses = Map.copyOf(addresses);
    }

    /// In every group, by account and group.
    public static final Index<Person> BY_GROUP = new Index<>(
            "group",
            person -> person.groups().stream()
                    .map(group -> Key.of(person.account(), group))
                    .toList());

    public static final Index<Person> BY_KIND =
            new Index<>("kind", person -> List.of(Key.of(person.kind().name())));

    public static final Table<Person> TABLE =
            Table.of("test.people", Person.class, person -> Key.of(person.account(), person.name()), BY_GROUP, BY_KIND);

    public static Person of(String account, String name, String... groups) {
        return new Person(
                account,
                name,
                0,
                30,
                true,
                Kind.HUMAN,
                null,
                new byte[] {1, 2, 3},
                List.of(groups),
                Map.of(),
                Map.of(),
                null);
    }

    public Person withVisits(long count) {
        return new Person(account, name, count, age, active, kind, seen, secret, groups, tags, addresses, home);
    }

    public Person withGroups(String... names) {
        return new Person(
                account, name, visits, age, active, kind, seen, secret, List.of(names), tags, addresses, home);
    }
}
