package io.onus.request.request;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One line that says something: a name, a code, a subject. Absent is for others to judge. */
@Size(max = 200)
// Possessive, so that a long text that does not match is refused in one pass.
@Pattern(
    regexp = "[\\s&&\\P{Cntrl}]*+[^\\s\\p{Cntrl}\\p{Cs}][^\\p{Cntrl}\\p{Cs}]*+",
    message = "must be one line of text")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Line {

  String message() default "must be one line of text";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
