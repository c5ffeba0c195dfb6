package io.taskcall.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(
    packages = "io.taskcall.sandbox",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SandboxRulesTest {
  @ArchTest
  static final ArchRule domain_depends_on_java_only =
      classes()
          .that()
          .resideInAPackage("io.taskcall.sandbox.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.taskcall.sandbox.domain..", "java..", "javax.crypto..", "org.jspecify..");

  @ArchTest
  static final ArchRule time_arrives_as_an_argument =
      noClasses()
          .that()
          .resideInAPackage("io.taskcall.sandbox.domain..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule no_package_cycles =
      slices().matching("io.taskcall.sandbox.(**)").should().beFreeOfCycles();
}
