package io.onus.request.request;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instant a person can have meant; beyond lie typing errors and what databases cannot keep. */
@Constraint(validatedBy = InReach.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface InReach {

  String message() default "must lie between the years 1970 and 2200";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Nothing to judge where nothing was said. */
  class Validator implements ConstraintValidator<InReach, Instant> {

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static boolean holds(Instant instant) {
      return !instant.isBefore(Instant.EPOCH) && instant.isBefore(LATEST);
    }

    @Override
    public boolean isValid(@Nullable Instant instant, ConstraintValidatorContext context) {
      return instant == null || holds(instant);
    }
  }
}
