package io.taskcall.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.taskcall.ingest", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule domain_depends_on_java_and_contracts_only =
      classes()
          .that()
          .resideInAPackage("..ingest.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "io.taskcall.contracts..", "io.taskcall.ingest.domain..");

  @ArchTest
  static final ArchRule time_arrives_as_an_argument =
      noClasses()
          .that()
          .resideInAPackage("..ingest.domain..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule consumers_keep_order =
      noMethods()
          .that()
          .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
          .should()
          .beAnnotatedWith("io.smallrye.common.annotation.RunOnVirtualThread")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule no_package_cycles =
      slices().matching("io.taskcall.ingest.(**)").should().beFreeOfCycles();
}
