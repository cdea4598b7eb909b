package io.onus.request.request;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a person has to say, in as many lines as it takes. Absent is for others to judge. */
@Size(max = 20_000)
// Possessive, so that a long text that does not match is refused in one pass.
@Pattern(regexp = "\\s*+[^\\s\\x00\\p{Cs}][^\\x00\\p{Cs}]*+", message = "must be a text")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Prose {

  String message() default "must be a text";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
