import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('reminders', '0001_messages'),
        ('reminders', '0002_calendars'),
        ('reminders', '0003_contact_kind'),
        ('reminders', '0004_rota'),
        ('reminders', '0005_kinds_in_words'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='RotaWords',
            fields=[
                ('municipality', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='rota_words', serialize=False, to='people.municipality')),
                ('system', models.CharField(default='GAT', max_length=30, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='systemet turnusen står i')),
                ('talk_code', models.CharField(default='MS', max_length=10, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='kode for mentorsamtale')),
                ('meeting_code', models.CharField(default='SA', max_length=10, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='kode for andre samtaler')),
                ('shift_code', models.CharField(default='OV', max_length=10, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='kode for opplæringsvakt')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'ord i turnusen',
                'verbose_name_plural': 'ord i turnusen',
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('new_hire', 'nytilsatt'), ('mentor', 'mentor'), ('leader', 'avdelingsleder'), ('head', 'enhetsleder')], max_length=20, verbose_name='som')),
                ('with_names', models.BooleanField(default=False, verbose_name='med fornavn')),
                ('key_digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='nøkkelens sjekksum')),
                ('made_at', models.DateTimeField(editable=False, verbose_name='laget')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='slått av')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.department', verbose_name='avdeling')),
                ('holder', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL, verbose_name='hvem')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.unit', verbose_name='enhet')),
            ],
            options={
                'verbose_name': 'kalenderlenke',
                'verbose_name_plural': 'kalenderlenker',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('department', None), ('kind__in', ['new_hire', 'mentor']), ('unit', None)), models.Q(('department__isnull', False), ('kind', 'leader'), ('unit', None)), models.Q(('department', None), ('kind', 'head'), ('unit__isnull', False)), _connector='OR'), name='calendar_feed_of_its_place', violation_error_message='Velg hvilken avdeling eller enhet kalenderen gjelder.')],
            },
        ),
        migrations.CreateModel(
            name='CalendarEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False, verbose_name='kjennetegn')),
                ('of', models.BigIntegerField(editable=False, verbose_name='program nr.')),
                ('kind', models.CharField(choices=[('Conversation', 'Mentorsamtale'), ('LeaderTalk', 'Samtale'), ('ProbationReview', 'Samtale'), ('MentorFollowUp', 'Samtale'), ('TrainingShift', 'Opplæringsvakt')], editable=False, max_length=20, verbose_name='slag')),
                ('on', models.DateField(editable=False, verbose_name='dag')),
                ('starts_at', models.TimeField(editable=False, null=True, verbose_name='klokkeslett')),
                ('minutes', models.PositiveSmallIntegerField(editable=False, verbose_name='minutter')),
                ('title_digest', models.CharField(editable=False, max_length=12, verbose_name='tittelens sjekksum')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, verbose_name='ganger endret')),
                ('changed_on', models.DateField(editable=False, verbose_name='sist endret')),
                ('cancelled_on', models.DateField(editable=False, null=True, verbose_name='avlyst')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='reminders.calendarfeed', verbose_name='kalenderlenke')),
            ],
            options={
                'verbose_name': 'det kalenderen har fått vite',
                'verbose_name_plural': 'det kalendere har fått vite',
                'ordering': ['on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('feed', 'uid'), name='told_once_a_feed', violation_error_message='Kalenderen har fått vite om avtalen før.')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('talk_soon', 'Påminnelse om en avtalt samtale'), ('talk_not_logged', 'En samtale er ikke ført'), ('week', 'Mandagsbrevet'), ('deadline', 'En frist'), ('not_agreed', 'Samtalen denne uka har ingen avtalt dag'), ('checklist', 'En sjekkliste har stått stille'), ('ends_soon', 'Programmet slutter snart'), ('plan_changed', 'Datoer i planen er endret'), ('talk_moved', 'En samtale har fått ny dag'), ('contact', 'Noen ber deg ta kontakt'), ('long_unlogged', 'En samtale er fortsatt ikke ført')], max_length=20, verbose_name='melding')),
                ('subject_id', models.PositiveBigIntegerField(default=0, editable=False, verbose_name='nummeret på det den gjelder')),
                ('subject_on', models.DateField(verbose_name='dagen den gjelder')),
                ('due_at', models.DateTimeField(verbose_name='skal ut')),
                ('created_at', models.DateTimeField(verbose_name='laget')),
                ('by_mail', models.BooleanField(verbose_name='på e-post')),
                ('letter_on', models.DateField(blank=True, editable=False, null=True, verbose_name='samlet i brevet for uka fra')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='lest')),
                ('claimed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sendingen begynte')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='ganger avvist')),
                ('next_try_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='neste forsøk')),
                ('sent_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sendt')),
                ('given_up_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gitt opp')),
                ('trouble', models.CharField(blank=True, choices=[('bad_address', 'Adressen er ikke gyldig'), ('refused', 'E-posttjeneren avviser adressen'), ('later', 'E-posttjeneren tar ikke imot nå'), ('ours', 'Feil hos oss')], max_length=20, verbose_name='hvorfor den ikke gikk')),
                ('dropped_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gjelder ikke lenger fra')),
                ('dropped_because', models.CharField(blank=True, choices=[('ended', 'Programmet er avsluttet'), ('paused', 'Programmet har pause'), ('lost', 'Mottakeren har ikke lenger en del i programmet'), ('settled', 'Det er gjort, flyttet eller forbi'), ('quiet', 'Det var ingenting å skrive'), ('turned_off', 'Mottakeren har slått den av')], max_length=20, verbose_name='hvorfor den ikke gjelder')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminder_messages', to='programmes.programme', verbose_name='program')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminder_messages', to=settings.AUTH_USER_MODEL, verbose_name='mottaker')),
            ],
            options={
                'verbose_name': 'melding',
                'verbose_name_plural': 'meldinger',
                'ordering': ['-due_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('by_mail', True), ('claimed_at', None), ('given_up_at', None), ('sent_at', None), ('dropped_at', None)), fields=['due_at', 'id'], name='messages_that_wait'), models.Index(condition=models.Q(('dropped_at', None), ('read_at', None)), fields=['recipient', 'due_at'], name='messages_unread'), models.Index(fields=['kind', 'subject_on'], name='messages_by_kind')],
                'constraints': [models.UniqueConstraint(fields=('recipient', 'kind', 'subject_id', 'subject_on'), name='told_once', violation_error_message='Dette er meldt fra før.'), models.CheckConstraint(condition=models.Q(('sent_at', None), models.Q(('by_mail', True), ('claimed_at__isnull', False), ('given_up_at', None)), _connector='OR'), name='message_sent_by_mail', violation_error_message='Bare det som går på e-post, er sendt.'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_because', '')), models.Q(('dropped_at__isnull', False), models.Q(('dropped_because', ''), _negated=True)), _connector='OR'), name='message_dropped_with_its_reason', violation_error_message='Når og hvorfor en melding ikke gjelder lenger, må stå sammen.')],
            },
        ),
        migrations.CreateModel(
            name='ReminderChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('talk_soon', 'Påminnelse om en avtalt samtale'), ('talk_not_logged', 'En samtale er ikke ført'), ('week', 'Mandagsbrevet'), ('deadline', 'En frist'), ('not_agreed', 'Samtalen denne uka har ingen avtalt dag'), ('checklist', 'En sjekkliste har stått stille'), ('ends_soon', 'Programmet slutter snart'), ('plan_changed', 'Datoer i planen er endret'), ('talk_moved', 'En samtale har fått ny dag'), ('contact', 'Noen ber deg ta kontakt'), ('long_unlogged', 'En samtale er fortsatt ikke ført')], max_length=20, verbose_name='melding')),
                ('when', models.CharField(choices=[('at_once', 'På e-post med en gang'), ('weekly', 'Samlet på mandag'), ('off', 'Aldri')], max_length=10, verbose_name='når')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminder_choices', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'valg for meldinger',
                'verbose_name_plural': 'valg for meldinger',
                'ordering': ['user', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('user', 'kind'), name='one_choice_a_message', violation_error_message='Du har valgt dette fra før.'), models.CheckConstraint(condition=models.Q(('kind', 'deadline'), _negated=True), name='the_laws_deadlines_are_not_chosen', violation_error_message='Frister kan ikke slås av.')],
            },
        ),
        migrations.CreateModel(
            name='RotaMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('Conversation', 'Mentorsamtale'), ('LeaderTalk', 'Samtale'), ('ProbationReview', 'Samtale'), ('MentorFollowUp', 'Samtale'), ('TrainingShift', 'Opplæringsvakt')], editable=False, max_length=20, verbose_name='slag')),
                ('row', models.BigIntegerField(editable=False, verbose_name='radens nummer')),
                ('on', models.DateField(editable=False, verbose_name='dag')),
                ('starts_at', models.TimeField(editable=False, null=True, verbose_name='klokkeslett')),
                ('minutes', models.PositiveSmallIntegerField(editable=False, verbose_name='minutter')),
                ('entered_at', models.DateTimeField(editable=False, verbose_name='lagt inn')),
                ('entered_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='mentor')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rota_marks', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'lagt inn i turnusen',
                'verbose_name_plural': 'lagt inn i turnusen',
                'ordering': ['on', 'pk'],
                'indexes': [models.Index(fields=['programme', 'on'], name='rota_marks_by_day')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'row'), name='one_rota_mark_a_row', violation_error_message='Avtalen er allerede merket som lagt inn.'), models.CheckConstraint(condition=models.Q(('minutes__lte', 1440)), name='rota_mark_length', violation_error_message='Lengden kan ikke være mer enn et døgn.')],
            },
        ),
    ]
