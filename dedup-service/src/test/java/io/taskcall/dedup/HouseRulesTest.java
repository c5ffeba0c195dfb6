package io.taskcall.dedup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(
    packages = "io.taskcall.dedup",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule domain_depends_on_java_and_contracts_only =
      classes()
          .that()
          .resideInAPackage("io.taskcall.dedup.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.taskcall.contracts..",
              "io.taskcall.rights..",
              "io.taskcall.dedup.domain..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule time_arrives_as_an_argument =
      noClasses()
          .that()
          .resideInAPackage("io.taskcall.dedup.domain..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class);

  @ArchTest
  static final ArchRule consumers_keep_order =
      noMethods()
          .should()
          .beAnnotatedWith("io.smallrye.common.annotation.RunOnVirtualThread")
          .because("one alert's events are judged in the order of their partition");

  @ArchTest
  static final ArchRule no_package_cycles =
      slices().matching("io.taskcall.dedup.(**)").should().beFreeOfCycles();
}
