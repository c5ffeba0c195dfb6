package io.taskcall.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

@AnalyzeClasses(packages = "io.taskcall.auth", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule domain_depends_on_java_and_contracts_only =
      classes()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.taskcall.contracts..",
              "io.taskcall.rights..",
              "..auth.domain..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule time_arrives_as_an_argument =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule consumers_keep_order =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.smallrye.reactive.messaging.annotations.Blocking")
          .because("an unordered worker would let one record overtake another of the same key");

  @ArchTest
  static final ArchRule no_package_cycles =
      slices().matching("io.taskcall.auth.(*)..").should().beFreeOfCycles();
}
