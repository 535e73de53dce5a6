package gatehouse.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import gatehouse.store.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses HOUSE = House.classes();

    @Test
    void theRulesSeeEveryRoomThatHasClasses() {
        assertThat(HOUSE.stream().map(House::module).distinct())
                .contains("kernel/wire", "kernel/policy", "kernel/crypto", "kernel/store")
                .doesNotContain("");
    }

    @Test
    void servicesKnowOneAnotherOnlyThroughThePorts() {
        classes()
                .that(House.in("services/"))
                .should(notKnowAnotherService())
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void theKernelKnowsNoServiceAndNoServer() {
        noClasses()
                .that(House.in("kernel/"))
                .should()
                .dependOnClassesThat(House.in("services/").or(House.in("server")))
                .check(HOUSE);
    }

    @Test
    void wirePolicyAndCryptoDependOnNothingElseOfOurs() {
        for (String module : List.of("kernel/wire", "kernel/policy", "kernel/crypto")) {
            noClasses()
                    .that(House.in(module))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("gatehouse..").and(not(House.in(module))))
                    .check(HOUSE);
        }
    }

    @Test
    void policyTouchesNeitherFilesNorNetworkNorThreads() {
        noClasses()
                .that(House.in("kernel/policy"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.file..", "java.nio.channels..", "java.net..", "java.util.concurrent..")
                        .and(not(resideInAnyPackage("java.util.concurrent.atomic.."))))
                .check(HOUSE);
    }

    @Test
    void onlyTablesMakeTheKeysOfTheStore() {
        noClasses()
                .that(House.in("services/").and(not(simpleNameEndingWith("Tables"))))
                .should()
                .callMethod(Key.class, "of", String[].class)
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void theEngineIsKnownToTheStoreAlone() {
        noClasses()
                .that(not(House.in("kernel/store")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.rocksdb..", "com.github.luben.."))
                .check(HOUSE);
    }

    @Test
    void noMethodSpeaksInFutures() {
        DescribedPredicate<HasName> future = HasName.Predicates.nameMatching(
                "java\\.util\\.concurrent\\.(CompletableFuture|CompletionStage|Future)");
        noCodeUnits()
                .that()
                .arePublic()
                .should(ArchCondition.from(DescribedPredicate.<JavaCodeUnit>describe(
                        "return or take a future",
                        unit -> future.test(unit.getRawReturnType())
                                || unit.getRawParameterTypes().stream().anyMatch(future))))
                .check(HOUSE);
    }

    private static ArchCondition<JavaClass> notKnowAnotherService() {
        return new ArchCondition<>("not know another service") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = House.module(type);
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> {
                            String other = House.module(dependency.getTargetClass());
                            return other.startsWith("services/") && !other.equals(own);
                        })
                        .map(dependency -> SimpleConditionEvent.violated(type, dependency.getDescription()))
                        .forEach(events::add);
            }
        };
    }
}
