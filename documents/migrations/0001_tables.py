import django.core.validators
import django.db.models.deletion
import documents.models.letterhead
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('documents', '0001_letterhead'),
        ('documents', '0002_packages'),
        ('documents', '0003_letter_link'),
        ('documents', '0004_letters_that_are_out'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArchiveChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('form', 'Skjemaet'), ('checklist', 'Sjekklister'), ('record', 'Referat fra prøvetidssamtaler')], max_length=20, verbose_name='dokument')),
                ('is_included', models.BooleanField(default=True, verbose_name='er med i pakken')),
                ('document_type', models.CharField(blank=True, max_length=120, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='dokumenttype i arkivet')),
                ('access_code', models.CharField(blank=True, max_length=120, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='tilgangskode')),
                ('legal_basis', models.CharField(blank=True, max_length=120, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='hjemmel')),
                ('retention', models.CharField(blank=True, max_length=120, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='bevaring og kassasjon')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archive_choices', to='people.municipality', verbose_name='kommune')),
            ],
            options={
                'verbose_name': 'valg for arkivet',
                'verbose_name_plural': 'valg for arkivet',
                'ordering': ['municipality', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'kind'), name='one_choice_a_kind', violation_error_message='Dokumentet har allerede et valg.')],
            },
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('municipality', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='letterhead', serialize=False, to='people.municipality', verbose_name='kommune')),
                ('logo', models.BinaryField(blank=True, default=bytes, verbose_name='logo')),
                ('logo_type', models.CharField(blank=True, choices=[('image/png', 'PNG'), ('image/svg+xml', 'SVG')], editable=False, max_length=20, verbose_name='type logo')),
                ('logo_digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='logoens sjekksum')),
                ('colour', models.CharField(blank=True, max_length=7, validators=[documents.models.letterhead.reads_well], verbose_name='farge')),
                ('scheme', models.TextField(blank=True, max_length=4000, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='om mentorordningen')),
                ('to_bring', models.TextField(blank=True, max_length=4000, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='ta med den første dagen')),
                ('practical', models.TextField(blank=True, max_length=4000, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='praktisk å vite')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'brevhode',
                'verbose_name_plural': 'brevhoder',
            },
        ),
        migrations.CreateModel(
            name='LetterLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='nøkkelens sjekksum')),
                ('by_mail', models.BooleanField(editable=False, verbose_name='på e-post')),
                ('made_at', models.DateTimeField(editable=False, verbose_name='laget')),
                ('sent_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sendt')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='trukket tilbake')),
                ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letter_links', to='programmes.programme', verbose_name='program')),
                ('revoked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lenke til velkomstbrevet',
                'verbose_name_plural': 'lenker til velkomstbrevet',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='letter_link_revoked_by_and_at', violation_error_message='Hvem som trakk lenken tilbake, og når, må stå sammen.'), models.CheckConstraint(condition=models.Q(('sent_at', None), ('by_mail', True), _connector='OR'), name='letter_sent_by_mail', violation_error_message='Bare et brev på e-post er sendt.')],
            },
        ),
        migrations.CreateModel(
            name='LetterPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.TextField(blank=True, max_length=2000, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='om stedet')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('department', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='in_letter', to='people.department', verbose_name='avdeling')),
                ('unit', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='in_letter', to='people.unit', verbose_name='enhet')),
            ],
            options={
                'verbose_name': 'sted i velkomstbrevet',
                'verbose_name_plural': 'steder i velkomstbrevet',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', False), ('unit', None)), models.Q(('department', None), ('unit__isnull', False)), _connector='OR'), name='letter_place_is_one_place', violation_error_message='Teksten hører til én enhet eller én avdeling.')],
            },
        ),
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='versjon')),
                ('reason', models.CharField(blank=True, choices=[('head', 'Feil i hodet: tittel eller ident'), ('shift', 'Feil i en opplæringsvakt'), ('both', 'Feil i både hodet og vaktene'), ('other', 'Annet')], max_length=20, verbose_name='grunn til rettelsen')),
                ('asked_at', models.DateTimeField(editable=False, verbose_name='bedt om')),
                ('made_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='laget')),
                ('digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='sjekksum (SHA-256)')),
                ('size', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='størrelse')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='mottatt av arkivet')),
                ('asked_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='packages', to='programmes.programme')),
                ('received_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pakke',
                'verbose_name_plural': 'pakker til personalmappa',
                'ordering': ['-number'],
                'indexes': [models.Index(condition=models.Q(('made_at', None)), fields=['asked_at'], name='packages_to_be_made')],
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='packages_are_numbered', violation_error_message='Programmet har allerede en pakke med dette nummeret.'), models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('reason', '')), models.Q(('number__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='package_corrected_for_a_reason', violation_error_message='Velg hvorfor skjemaet rettes.'), models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('made_at', None), ('size', None)), models.Q(('made_at__isnull', False), ('size__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='package_made_with_its_checksum', violation_error_message='Pakken og sjekksummen må stå sammen.'), models.CheckConstraint(condition=models.Q(models.Q(('received_by', None), ('received_on', None)), models.Q(('made_at__isnull', False), ('received_by__isnull', False), ('received_on__isnull', False)), _connector='OR'), name='package_received_by_and_on', violation_error_message='Hvem som krysset av for mottatt, og når, må stå sammen.')],
            },
        ),
        migrations.CreateModel(
            name='PackageFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField(verbose_name='innhold')),
                ('package', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='file', to='documents.package')),
            ],
            options={
                'verbose_name': 'fil i personalmappa',
                'verbose_name_plural': 'filer i personalmappa',
            },
        ),
        migrations.CreateModel(
            name='LetterContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='plass')),
                ('name', models.CharField(max_length=120, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='navn')),
                ('role', models.CharField(blank=True, max_length=80, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='rolle')),
                ('phone', models.CharField(blank=True, max_length=30, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True), django.core.validators.MinLengthValidator(3)], verbose_name='telefon')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-postadresse')),
                ('letter_place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='documents.letterplace', verbose_name='sted')),
            ],
            options={
                'verbose_name': 'kontaktperson',
                'verbose_name_plural': 'kontaktpersoner',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('letter_place', 'number'), name='contacts_have_their_place', violation_error_message='To kontaktpersoner kan ikke stå på samme plass.'), models.CheckConstraint(condition=models.Q(models.Q(('phone', ''), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), name='contact_can_be_reached', violation_error_message='Skriv telefon eller e-post, så den nye når fram.')],
            },
        ),
    ]
